package org.gardefou.diagnostics.check;

/** One thing looked at. Every bean of this type is part of every diagnosis. */
public interface Check {

    /** Its stable name, {@code family.thing}. */
    String name();

    /** Whether a bad result means that visitors are affected; logs explain, they do not judge. */
    boolean judges();

    /** Whether it looks at the site's machine in ways that go on this machine only, rather than at what visitors see, or over SSH as well. */
    default boolean inside() {
        return true;
    }

    /** Looks. What keeps it from looking is a result as well; it throws only what nobody foresaw. */
    CheckResult look(Examination site) throws Exception;
}

package org.gardefou.diagnostics.signature;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gardefou.kit.problem.Violation;
import org.jspecify.annotations.Nullable;

/** Tries a signature before it takes effect. Pure. */
final class SignatureTrial {

    /**
     * Instructions of the compiled program. RE2's time grows with this times the length of the text: of so many, the longest line takes some
     * tenths of a second. The largest that is shipped has 700.
     */
    static final int LARGEST_PROGRAM = 2_000;

    private SignatureTrial() {}

    /**
     * What keeps a signature from taking effect; empty when nothing does.
     *
     * @param catalogue makes the catalogue as it would be with it
     */
    static List<Violation> faults(SignatureEntry entry, Function<SignatureEntry, Catalogue> catalogue) {
        Optional<Violation> pattern = pattern(entry.pattern());
        if (pattern.isPresent()) return List.of(pattern.get());
        Catalogue with = catalogue.apply(entry);
        List<Violation> faults = new ArrayList<>();
        known("/yieldsTo", entry.yieldsTo(), with, faults);
        known("/winsOver", entry.winsOver(), with, faults);
        Signature tried = with.find(entry.id()).orElseThrow();
        wanted(tried, with, faults);
        List<String> others = entry.others() == null ? List.of() : entry.others();
        for (int i = 0; i < others.size(); i++)
            if (tried.compiled().matcher(others.get(i)).find())
                faults.add(new Violation("/others/" + i, "The pattern matches this line, which it must not."));
        inTheWay(tried, with, faults);
        return faults;
    }

    private static void known(String field, @Nullable List<String> named, Catalogue with, List<Violation> faults) {
        if (named == null) return;
        for (String id : named)
            if (with.find(id).isEmpty())
                faults.add(new Violation(field, "There is no signature %s in effect.".formatted(id)));
    }

    /** No pattern may take long, whatever it is given: its size is judged before it is compiled, for compiling takes memory as well. */
    private static Optional<Violation> pattern(String pattern) {
        PatternShape shape = PatternShape.of(pattern);
        if (shape.size() > LARGEST_PROGRAM) return fault("is too large: count fewer repetitions.");
        if (shape.caseless()) return fault("asks for (?i): write the letters that occur, as in [Ee]rror.");
        if (shape.shortest() < Phrases.SHORTEST)
            return fault(
                    "needs, in each of its alternatives, a text of %d characters or more that stands as it is: without one it would have to be tried on each line."
                            .formatted(Phrases.SHORTEST));
        try {
            Pattern compiled = Pattern.compile(pattern);
            if (compiled.programSize() > LARGEST_PROGRAM) return fault("is too large: count fewer repetitions.");
            return compiled.matcher("").find() ? fault("matches an empty line.") : Optional.empty();
        } catch (PatternSyntaxException e) {
            return fault("is not in RE2's syntax: " + e.getDescription() + ".");
        }
    }

    private static Optional<Violation> fault(String text) {
        return Optional.of(new Violation("/pattern", "The pattern " + text));
    }

    private static void wanted(Signature tried, Catalogue with, List<Violation> faults) {
        for (int i = 0; i < tried.samples().size(); i++) {
            for (String source : tried.sources()) {
                Optional<Match> match = with.match(source, tried.samples().get(i));
                if (match.filter(found -> found.signature().id().equals(tried.id()))
                        .isPresent()) continue;
                faults.add(new Violation(
                        "/samples/" + i,
                        match.map(found ->
                                        "As a line of %s this is %s. Name that in winsOver, or make the pattern more exact."
                                                .formatted(
                                                        source,
                                                        found.signature().id()))
                                .orElse("The pattern does not match this line of %s.".formatted(source))));
            }
        }
    }

    /** What the others are known by stays theirs. */
    private static void inTheWay(Signature tried, Catalogue with, List<Violation> faults) {
        for (Signature other : with.all()) {
            if (other.id().equals(tried.id())) continue;
            for (String sample : other.samples())
                for (String source : other.sources())
                    if (with.match(source, sample)
                            .filter(found -> found.signature().id().equals(tried.id()))
                            .isPresent()) {
                        faults.add(new Violation(
                                "/pattern", "The pattern takes a line of %s away: %s".formatted(other.id(), sample)));
                    }
        }
    }
}

package org.gardefou.terms.linter;

/** What a finding means for publication. */
public enum Severity {
    /** The version cannot be published. */
    BLOCK,
    /** Somebody must sign it off by name. */
    WARN,
    /** Good to know. */
    INFO
}

package org.gardefou.diagnostics.feed;

/** The forms in which vulnerabilities are published that can be read here. */
public enum FeedFormat {
    /** Wordfence Intelligence, version 3, {@code scanner} or {@code production}: one object with a record for each id. */
    WORDFENCE_V3,
    /** WPVulnerability: an answer of its API for each extension, one behind the other or in an array. */
    WPVULNERABILITY
}

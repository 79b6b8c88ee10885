package org.gardefou.terms.risknotice;

/** What a notice was raised by. */
enum NoticeKind {
    /** Changes of the site. */
    CHANGE("risk-notice"),
    /** What was found about its extensions. */
    SECURITY("security-notice");

    private final String noun;

    NoticeKind(String noun) {
        this.noun = noun;
    }

    /** The short type of the event of a step. */
    String told(String step) {
        return noun + "." + step;
    }
}

package org.gardefou.terms.liability;

/** Where an answer comes from, and how far it can be relied on, in hundredths. */
enum Source {
    /** The ledger, a contract, the matrix: what we can prove. */
    LEDGER(100),
    /** A record that the hoster's systems wrote at the time. */
    HOST_LOG(90),
    /** A record that somebody else signed. */
    SIGNED_THIRD(90),
    /** A monitor or a diagnosis; one that says how sure it is counts as that. */
    MONITOR(80),
    /** What the customer says. */
    CUSTOMER_STATEMENT(50),
    /** What somebody of the hoster's wrote down. */
    AGENT_NOTE(50),
    /** What was taken over from another system. */
    IMPORTED(40),
    /** Nobody says anything, and the question has an answer for that. */
    NOTHING_SAID(100);

    /** From here on a fact counts as reliable: the reliability of a monitor. */
    static final int RELIABLE = 80;

    private final int reliability;

    Source(int reliability) {
        this.reliability = reliability;
    }

    int reliability() {
        return reliability;
    }
}

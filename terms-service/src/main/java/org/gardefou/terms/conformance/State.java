package org.gardefou.terms.conformance;

/** What became of a promise. What could not be measured is said to be so, and never counts as kept. */
enum State {
    KEPT,
    BROKEN,
    NOT_MEASURED
}

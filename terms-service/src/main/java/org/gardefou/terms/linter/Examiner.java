package org.gardefou.terms.linter;

import java.util.stream.Stream;

/** Checks versions against something of ours that is no law: what else says the same must not say otherwise. */
public interface Examiner {

    /** What does not fit; a warning is to be signed off like one of the linter's. */
    Stream<Finding> examine(Subject subject);
}

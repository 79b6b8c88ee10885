package org.gardefou.terms.change;

/** How a version comes to bind who agreed to an earlier one, from the least to the most that is asked. */
public enum Consent {
    /** By its publication: it takes nothing from anybody. */
    NONE,
    /** By a notice in time, since the contract allows the change. */
    NOTICE,
    /** By silence after a notice in time, where the law lets silence count: never towards a consumer or a non-professional. */
    SILENCE,
    /** By an express acceptance only. */
    EXPRESS
}

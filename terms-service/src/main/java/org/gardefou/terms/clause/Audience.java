package org.gardefou.terms.clause;

/** For whom terms are written: what may be said differs by law (Code de la consommation, preliminary article and L212-1). */
public enum Audience {
    CONSUMER,
    NON_PROFESSIONAL,
    PROFESSIONAL
}

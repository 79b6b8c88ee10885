package org.gardefou.terms.liability;

/** Whose part a breakage is, as the contract sees it. */
public enum Party {
    CUSTOMER,
    HOST,
    THIRD_PARTY,
    /** The customer's act and an omission of the host. */
    SHARED,
    /** What is known does not decide it; a person must. */
    UNDETERMINED
}

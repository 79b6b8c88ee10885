package org.gardefou.terms.contract;

import org.gardefou.terms.change.Consent;

/** Why a version applies to a contract. */
public enum Basis {
    /** The customer accepted it expressly. */
    ACCEPTED,
    /** Another system says that the customer accepted it; a click here would prove more. */
    IMPORTED,
    /** The customer was told in time of a change that their contract allows. */
    NOTICE,
    /** A professional was told in time and kept silent, as agreed (Code civil, art. 1120). */
    SILENCE,
    /** It takes nothing from the customer. */
    PUBLICATION;

    static Basis of(Consent consent) {
        return switch (consent) {
            case NONE -> PUBLICATION;
            case NOTICE -> NOTICE;
            case SILENCE -> SILENCE;
            case EXPRESS -> ACCEPTED;
        };
    }
}

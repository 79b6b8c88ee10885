package org.gardefou.terms.risknotice;

import org.gardefou.terms.language.Text;

/** What speaks for a restore point, as backup-service found it; each step says more than the one before. */
enum PointEvidence {
    /** It was made without an error, and no more is known. */
    UNVERIFIED(
            "Il a été écrit sans erreur et n'a pas encore été relu.",
            "It was written without an error and has not been read again yet."),
    /** The copies of its databases are complete. */
    DUMP_COMPLETE(
            "Il a été écrit sans erreur, bases de données complètes, et n'a pas encore été relu.",
            "It was written without an error, its databases complete, and has not been read again yet."),
    /** All its data was read in the repository since it was made. */
    DATA_READ("Ses données ont été relues et sont intactes.", "Its data has been read again and is whole."),
    /** It was restored in a place apart, and the site in it answered. */
    BOOTED("Il a été restauré à l'essai, et le site a répondu.", "It was restored as a test, and the site answered.");

    private final Text text;

    PointEvidence(String fr, String en) {
        text = new Text(fr, en);
    }

    /** What that means, as it is said to a customer. */
    Text text() {
        return text;
    }
}

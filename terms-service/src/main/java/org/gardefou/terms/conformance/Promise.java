package org.gardefou.terms.conformance;

import org.gardefou.terms.language.Text;
import org.gardefou.terms.plan.Promises;

/** What of a plan is checked against what happened. */
enum Promise {
    /** A backup is never older than promised (C11). */
    BACKUP("Sauvegardes assez récentes", "Backups young enough") {
        @Override
        boolean promisedBy(Promises promises) {
            return promises.backup().included();
        }
    },
    /** Each restore point is kept as long as promised, and intact (C11). */
    RETENTION("Conservation des sauvegardes", "Backups kept long enough") {
        @Override
        boolean promisedBy(Promises promises) {
            return promises.backup().included();
        }
    },
    /** A restore that is asked for works (C13). */
    RESTORE("Restaurations qui aboutissent", "Restores that work") {
        @Override
        boolean promisedBy(Promises promises) {
            return promises.restore().selfService() || promises.restore().assistedFree() > 0;
        }
    },
    /** The site can answer for so much of each month (C21, C22). */
    AVAILABILITY("Disponibilité du site", "Availability of the site") {
        @Override
        boolean promisedBy(Promises promises) {
            return promises.availability() != null;
        }
    },
    /** A request for help is answered in time, counted in support hours (C07). */
    FIRST_RESPONSE("Première réponse de l'assistance", "First response of support") {
        @Override
        boolean promisedBy(Promises promises) {
            return true;
        }
    };

    private final Text title;

    Promise(String fr, String en) {
        title = new Text(fr, en);
    }

    /** Whether a plan with these promises commits to it at all. */
    abstract boolean promisedBy(Promises promises);

    /** What it is called to a customer. */
    Text title() {
        return title;
    }
}

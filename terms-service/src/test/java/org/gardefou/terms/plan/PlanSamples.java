package org.gardefou.terms.plan;

import java.time.Instant;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.plan.Promises.Backup;
import org.gardefou.terms.plan.Promises.Money;
import org.gardefou.terms.plan.Promises.Repair;
import org.gardefou.terms.plan.Promises.Restore;
import org.gardefou.terms.plan.Promises.Support;

/** Plans for tests. */
public final class PlanSamples {

    private PlanSamples() {}

    public static Plan standard() {
        return plan(promises(new Backup(true, "PT24H", "P7D"), true));
    }

    public static Plan withoutBackups() {
        return plan(promises(new Backup(false, null, null), false));
    }

    public static Promises promises(Backup backup, boolean selfService) {
        return new Promises(
                backup, new Restore(selfService, 0), new Support("PT8H"), new Repair(new Money(9000, "EUR")));
    }

    private static Plan plan(Promises promises) {
        return new Plan(
                Ids.next(), "standard", Level.STANDARD, new Name("Standard", "Standard"), promises, Instant.EPOCH);
    }
}

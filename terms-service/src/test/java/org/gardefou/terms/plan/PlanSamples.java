package org.gardefou.terms.plan;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.EnumSet;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.plan.Promises.Availability;
import org.gardefou.terms.plan.Promises.Backup;
import org.gardefou.terms.plan.Promises.Hours;
import org.gardefou.terms.plan.Promises.Location;
import org.gardefou.terms.plan.Promises.Money;
import org.gardefou.terms.plan.Promises.Repair;
import org.gardefou.terms.plan.Promises.Restore;
import org.gardefou.terms.plan.Promises.Support;

/** Plans for tests. */
public final class PlanSamples {

    public static final Hours WEEKDAYS =
            new Hours(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), "09:00", "18:00", "Europe/Paris");

    private PlanSamples() {}

    public static Plan standard() {
        return plan(promises(new Backup(true, "PT24H", "P7D", Location.OTHER_DATA_CENTRE, null), true));
    }

    public static Plan withoutBackups() {
        return plan(promises(new Backup(false, null, null, null, null), false));
    }

    public static Promises promises(Backup backup, boolean selfService) {
        return new Promises(
                backup,
                new Restore(selfService, 0),
                new Support("PT8H", WEEKDAYS),
                new Repair(new Money(9000, "EUR")),
                new Availability(new BigDecimal("99.9"), 5, null, null),
                null);
    }

    private static Plan plan(Promises promises) {
        return plan(Level.STANDARD, promises);
    }

    public static Plan plan(Level level, Promises promises) {
        return new Plan(Ids.next(), "standard", level, new Name("Standard", "Standard"), promises, Instant.EPOCH);
    }
}

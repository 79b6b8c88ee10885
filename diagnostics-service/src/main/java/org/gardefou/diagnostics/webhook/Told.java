package org.gardefou.diagnostics.webhook;

import org.gardefou.diagnostics.quarantine.Quarantine.Holding;
import org.gardefou.diagnostics.sitechange.NewChange;

/** One thing that a delivery told, as far as it can be judged before anything is written. */
sealed interface Told {

    /** A change of a site. */
    record OfSite(NewChange change) implements Told {}

    /** A change of a site that could not be told. */
    record OfNobody(Holding holding) implements Told {}

    /** Nothing that is to be written. */
    record Decided(Outcome outcome) implements Told {}
}

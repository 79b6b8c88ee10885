package org.gardefou.support.coverage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.support.coverage.CoverageFacts.ClauseReference;
import org.gardefou.support.language.Price;

/** The facts of the story: a warned customer's surely attributed change on a standard plan; each test changes what it is about. */
public final class FactsSample {

    public static final UUID SITE = UUID.fromString("0198c5a2-7c00-7000-8000-000000000001");
    public static final UUID POINT = UUID.fromString("0198c5a2-7c00-7000-8000-000000000011");

    public boolean assessed = true;
    public String party = "CUSTOMER";
    public String confidence = "HIGH";
    public boolean contractKnown = true;
    public boolean repairIncluded;
    public boolean restorePoint = true;
    public boolean guide = true;
    public boolean sold = true;
    public boolean termsAccepted = true;
    public boolean changeKnown = true;
    public boolean warned = true;

    public CoverageFacts facts() {
        Instant changedAt = Instant.parse("2026-11-23T10:00:00Z");
        return new CoverageFacts(
                SITE,
                assessed ? UUID.fromString("0198c5a2-7c00-7000-8000-000000000016") : null,
                party,
                confidence,
                contractKnown,
                "STANDARD",
                termsAccepted,
                repairIncluded,
                contractKnown,
                sold ? new Price(9000, "EUR") : null,
                changeKnown ? UUID.fromString("0198c5a2-7c00-7000-8000-000000000013") : null,
                changeKnown ? changedAt : null,
                restorePoint ? POINT : null,
                restorePoint ? changedAt.minusSeconds(3600) : null,
                warned,
                guide ? "missing-php-extension-or-plugin" : null,
                List.of(new ClauseReference("C15", null, null)));
    }
}

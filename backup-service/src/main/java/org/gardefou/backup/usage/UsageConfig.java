package org.gardefou.backup.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** How much may be stored, what it costs, and how often it is measured. */
@ConfigMapping(prefix = "gardefou.usage")
interface UsageConfig {

    /** Bytes that the backups of one site may take where no quota of its own says otherwise; left out: any number. */
    OptionalLong siteQuota();

    /** Bytes that the backups of all sites of one customer may take; left out: any number. */
    OptionalLong customerQuota();

    /** The price of 1,000,000,000 stored bytes for a month, in minor units of the currency, such as 1.5; left out: no cost is told. */
    Optional<BigDecimal> pricePerGbMonth();

    /** ISO 4217. */
    @WithDefault("EUR")
    String currency();

    /** How old the measurement of a repository may get: it reads all of its index, and what backups add is known without it. */
    @WithDefault("7d")
    Duration measureEvery();

    /** How many repositories are measured in an hour at most: enough for 100,000 sites in a week, and backups go on between them. */
    @WithDefault("600")
    int measuredAnHour();

    /** How long the days are kept: a year to compare with, and some more. */
    @WithDefault("400d")
    Duration keepDays();
}

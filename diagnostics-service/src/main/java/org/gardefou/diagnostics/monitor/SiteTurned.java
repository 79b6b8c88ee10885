package org.gardefou.diagnostics.monitor;

import java.util.UUID;

/** A monitor saw a site go down, twice, or come back, in the transaction of who observes it. */
public record SiteTurned(UUID site) {}

package org.gardefou.diagnostics.sitechange;

import java.util.UUID;

/** A site has been quiet for a while after changes; observers work in the transaction that says so. */
public record SiteQuiet(UUID site) {}

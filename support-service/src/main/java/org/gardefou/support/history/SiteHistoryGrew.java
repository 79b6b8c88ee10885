package org.gardefou.support.history;

import java.util.UUID;

/** Something that decisions look at was written down of a site: a change, or what became of a restore point. Fired inside the transaction. */
public record SiteHistoryGrew(UUID site) {}

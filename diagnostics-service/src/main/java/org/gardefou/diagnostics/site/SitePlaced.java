package org.gardefou.diagnostics.site;

import java.util.UUID;

/** A site was registered or moved, in the transaction of who observes it: reports about it that nobody could place may be placed now. */
public record SitePlaced(UUID site) {}

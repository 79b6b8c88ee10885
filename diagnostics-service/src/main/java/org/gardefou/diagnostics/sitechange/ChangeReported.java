package org.gardefou.diagnostics.sitechange;

import java.util.UUID;

/** A change of a site was stored; it is committed. */
public record ChangeReported(UUID site) {}

package org.gardefou.diagnostics.sitechange;

import java.util.UUID;
import org.gardefou.diagnostics.site.SiteDirectory;

/**
 * A change on its way into the database.
 *
 * @param told the JSON that the bus is told
 * @param trace the traceparent of the request that brought it; whoever commits is another thread
 */
public record NewChange(UUID id, SiteDirectory.Known site, ReportedChange reported, String told, String trace) {}

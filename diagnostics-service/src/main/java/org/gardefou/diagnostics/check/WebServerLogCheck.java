package org.gardefou.diagnostics.check;

import jakarta.inject.Singleton;
import java.util.List;
import org.gardefou.diagnostics.site.Site.LogKind;
import org.gardefou.diagnostics.sitelog.LogOccurrences;
import org.gardefou.diagnostics.sitelog.SiteLogs;

/** What the web server wrote. */
@Singleton
class WebServerLogCheck extends LogCheck {

    WebServerLogCheck(SiteLogs siteLogs, LogOccurrences occurrences) {
        super("log.web-server", List.of(LogKind.NGINX, LogKind.APACHE), siteLogs, occurrences);
    }
}

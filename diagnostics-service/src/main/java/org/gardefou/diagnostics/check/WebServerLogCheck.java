package org.gardefou.diagnostics.check;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.gardefou.diagnostics.signature.Signatures;
import org.gardefou.diagnostics.site.Site.LogKind;

/** What the web server wrote. */
@Singleton
class WebServerLogCheck extends LogCheck {

    WebServerLogCheck(Signatures signatures, Clock clock) {
        super("log.web-server", List.of(LogKind.NGINX, LogKind.APACHE), signatures, clock);
    }
}

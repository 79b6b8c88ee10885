package org.gardefou.diagnostics.check;

import jakarta.inject.Singleton;
import java.util.List;
import org.gardefou.diagnostics.site.Site.LogKind;
import org.gardefou.diagnostics.sitelog.LogOccurrences;
import org.gardefou.diagnostics.sitelog.SiteLogs;

/** What PHP wrote. */
@Singleton
class PhpLogCheck extends LogCheck {

    PhpLogCheck(SiteLogs siteLogs, LogOccurrences occurrences) {
        super("log.php", List.of(LogKind.PHP, LogKind.PHP_FPM), siteLogs, occurrences);
    }
}

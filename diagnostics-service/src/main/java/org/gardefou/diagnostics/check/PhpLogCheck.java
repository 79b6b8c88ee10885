package org.gardefou.diagnostics.check;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.gardefou.diagnostics.signature.Signatures;
import org.gardefou.diagnostics.site.Site.LogKind;

/** What PHP wrote. */
@Singleton
class PhpLogCheck extends LogCheck {

    PhpLogCheck(Signatures signatures, Clock clock) {
        super("log.php", List.of(LogKind.PHP, LogKind.PHP_FPM), signatures, clock);
    }
}

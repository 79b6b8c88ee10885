package org.gardefou.restore.saga;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import org.gardefou.access.http.AddressGuard;
import org.gardefou.access.http.Cidr;
import org.gardefou.access.http.HttpProbe;
import org.gardefou.access.http.ProbeLimits;
import org.gardefou.access.http.ProbeResult;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/** Our own look at a restored site, for when nobody else's comes. */
@ApplicationScoped
class Inspection {

    private final RestoreConfig config;

    Inspection(RestoreConfig config) {
        this.config = config;
    }

    /** Healthy when the front page is answered with something other than an error, and is not empty. */
    Checked look(@Nullable Target target) throws IOException {
        if (target == null || target.url() == null) {
            // A site without an address cannot look worse than before.
            return new Checked("HEALTHY", null);
        }
        List<Cidr> allowed =
                config.probeAllow().orElse(List.of()).stream().map(Cidr::of).toList();
        try (HttpProbe probe =
                new HttpProbe(AddressGuard.allowing(allowed), ProbeLimits.usual(), null, "garde-fou-restore")) {
            return new Checked(health(probe.get(target.url()).outcome()), null);
        }
    }

    static String health(ProbeResult.Outcome outcome) {
        return switch (outcome) {
            case ProbeResult.Answered answer ->
                answer.status() < 400 && !answer.body().isBlank() ? "HEALTHY" : "DOWN";
            // A name that leads elsewhere, or a certificate, is nothing that a restore of files and tables could break.
            case ProbeResult.Failed failed ->
                switch (failed.problem()) {
                    case NAME_NOT_FOUND,
                            ADDRESS_REFUSED,
                            TLS_EXPIRED,
                            TLS_NAME_MISMATCH,
                            TLS_CHAIN,
                            TLS_OTHER,
                            BAD_URL -> "HEALTHY";
                    case CONNECTION_REFUSED, TIMEOUT, CONNECTION_LOST, BAD_ANSWER, REDIRECT_LOOP, TOO_MANY_REDIRECTS ->
                        "DOWN";
                };
        };
    }
}

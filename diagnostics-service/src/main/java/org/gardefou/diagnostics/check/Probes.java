package org.gardefou.diagnostics.check;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.gardefou.access.http.AddressGuard;
import org.gardefou.access.http.Cidr;
import org.gardefou.access.http.HttpProbe;
import org.gardefou.access.http.ProbeLimits;

/** Makes the probe, behind the guard with the hoster's ranges. */
@ApplicationScoped
class Probes {

    private static final int MOST_BODY = 256 * 1024;

    @Produces
    @Singleton
    HttpProbe probe(ProbeConfig config) {
        List<Cidr> allowed =
                config.allowed().orElse(List.of()).stream().map(Cidr::of).toList();
        Duration total = config.patience().minusSeconds(1);
        return new HttpProbe(
                AddressGuard.allowing(allowed),
                new ProbeLimits(Duration.ofSeconds(4), total, MOST_BODY),
                null,
                "Garde-fou");
    }

    void close(@Disposes HttpProbe probe) throws IOException {
        probe.close();
    }
}

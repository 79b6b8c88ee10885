package org.gardefou.diagnostics.panel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The panels whose own payloads are understood. */
public final class Panels {

    private static final Map<String, Function<Report, List<Reading>>> BY_KIND = Map.of(
            "CPANEL", CPanel::read,
            "PLESK", Plesk::read,
            "DIRECTADMIN", DirectAdmin::read,
            "WHMCS", Whmcs::read,
            "HESTIACP", Hestia::read,
            "WORDPRESS", WordPress::read);

    private Panels() {}

    /**
     * What a report of a panel comes to; empty where panels of this kind send CloudEvents only. Never empty of readings otherwise, but for
     * a heartbeat.
     *
     * @param kind of the connection
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when the payload has not the panel's documented form
     */
    public static Optional<List<Reading>> read(String kind, Report report) {
        if (report.heartbeat()) return Optional.of(List.of());
        return Optional.ofNullable(BY_KIND.get(kind)).map(reader -> reader.apply(report));
    }
}

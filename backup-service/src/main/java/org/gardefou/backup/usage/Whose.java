package org.gardefou.backup.usage;

import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The sites that a question is about.
 *
 * @param column of the tables that bear it
 */
record Whose(String column, UUID id) {

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 unless exactly one is there */
    static Whose of(@Nullable UUID site, @Nullable UUID customer, @Nullable UUID server) {
        Optional<Whose> ofSite = Optional.ofNullable(site).map(id -> new Whose("site", id));
        Optional<Whose> ofCustomer = Optional.ofNullable(customer).map(id -> new Whose("customer", id));
        Optional<Whose> ofServer = Optional.ofNullable(server).map(id -> new Whose("server", id));
        if (ofSite.stream().count()
                        + ofCustomer.stream().count()
                        + ofServer.stream().count()
                != 1)
            throw Problems.badParameter("site", "there, or else the parameter customer or server: one of the three");
        return ofSite.or(() -> ofCustomer).or(() -> ofServer).orElseThrow();
    }
}

package org.gardefou.benchmarks;

import java.util.List;
import java.util.Map;

/** From the start of the process to the first good answer of a request that reads the database, against a Panache application. */
final class Startup implements Benchmark {

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        Contestants contestants = new Contestants(lab);
        contestants.warmUp();
        Pairs pairs = new Pairs(7)
                .run(
                        () -> {
                            try (Launch ours = contestants.ours(List.of())) {
                                return ours.seconds();
                            }
                        },
                        () -> {
                            try (Launch peer = contestants.peer()) {
                                return peer.seconds();
                            }
                        });
        return pairs.result(name(), "s to first answer", 1.3, false, Map.of("service", Contestants.SERVICE));
    }
}

package org.gardefou.benchmarks;

import java.util.List;
import java.util.Map;

/** Resident memory after the first answers, against a Panache application with the same JVM settings. */
final class Memory implements Benchmark {

    private static final int REQUESTS = 50;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        Contestants contestants = new Contestants(lab);
        contestants.warmUp();
        Pairs pairs = new Pairs(7).run(() -> resident(contestants.ours(List.of())), () -> resident(contestants.peer()));
        return pairs.result(
                name(), "MB resident", 1.25, false, Map.of("service", Contestants.SERVICE, "requests", REQUESTS));
    }

    private static double resident(Launch launch) throws Exception {
        try (launch) {
            launch.ask(REQUESTS);
            return launch.residentMegabytes();
        }
    }
}

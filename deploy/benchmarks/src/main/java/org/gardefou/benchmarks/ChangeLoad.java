package org.gardefou.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A registered site, and changes to report of it. */
final class ChangeLoad {

    static final String EVENT = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";

    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime());

    private final String site;

    private ChangeLoad(String site) {
        this.site = site;
    }

    static ChangeLoad register(ServiceUnderTest diagnostics) throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        long run = NUMBER.incrementAndGet();
        String server = json.readTree(diagnostics.post(
                        "/diagnostics/v1/servers",
                        "application/json",
                        "{\"name\":\"bench-%d\",\"access\":{\"kind\":\"LOCAL\"},\"databases\":[]}".formatted(run)))
                .path("id")
                .asText();
        String site = json.readTree(
                        diagnostics.post("/diagnostics/v1/sites", "application/json", """
                        {"server":"%s","customer":"0198c5a2-7c00-7000-8000-000000000003","name":"bench","domains":["bench-%d.example"],
                         "url":"http://bench-%d.example/","root":"/srv/bench","documentRoot":"/srv/bench/htdocs","databases":[],"logs":[]}
                        """.formatted(server, run, run)))
                .path("id")
                .asText();
        return new ChangeLoad(site);
    }

    /** Its id is random as the peer's is: ids in order would spare our index the work that the peer's has. */
    String event() {
        return """
                {"specversion":"1.0","id":"evt-%s","source":"/panel/bench","type":"org.gardefou.site.plugin-updated.v1","subject":"%s","time":"%s","data":{"actor":{"kind":"CUSTOMER","id":"webmaster"},"object":{"kind":"PLUGIN","name":"shop-turbo","path":"wp-content/plugins/shop-turbo"},"before":{"version":"1.0"},"after":{"version":"2.0"}}}""".formatted(UUID.randomUUID(), site, Instant.now());
    }

    String batch(int size) {
        StringBuilder batch = new StringBuilder("[");
        for (int i = 0; i < size; i++) batch.append(i == 0 ? "" : ",").append(event());
        return batch.append(']').toString();
    }
}

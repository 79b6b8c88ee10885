package org.gardefou.diagnostics.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.customer;
import static org.gardefou.diagnostics.testing.Client.system;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.gardefou.diagnostics.testing.Bus;
import org.gardefou.diagnostics.testing.Scene;
import org.junit.jupiter.api.Test;

/** A monitor of a site that goes down and comes back. */
@QuarkusTest
class MonitorTest {

    @Inject
    Look look;

    @Inject
    Bus bus;

    @Test
    void aSiteThatGoesDownAndComesBackIsSeenConfirmedAndTold() throws Exception {
        AtomicInteger status = new AtomicInteger(200);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = "<title>Shop</title> A page that is long enough to be one that a browser can show."
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try {
            Scene scene = Scene.onPaper();
            UUID site =
                    scene.neighbour("http://127.0.0.1:" + server.getAddress().getPort() + "/");

            assertThat(state(site)).isEqualTo("NEW");
            look.at(site);
            assertThat(state(site)).isEqualTo("UP");
            status.set(503);
            look.at(site);
            assertThat(state(site)).isEqualTo("SUSPECT");
            assertThat(bus.told("site.diagnosed", site)).isEmpty();
            look.at(site);
            assertThat(state(site)).isEqualTo("DOWN");
            await().atMost(Scene.SOON).until(() -> bus.told("site.down", site).size() == 1);
            status.set(200);
            look.at(site);
            assertThat(state(site)).isEqualTo("UP");
            await().atMost(Scene.SOON).until(() -> bus.told("site.up", site).size() == 1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aMonitorIsPausedByWhoSawItAsItIs() {
        Scene scene = Scene.onPaper();
        String path = "/sites/" + scene.site() + "/monitor";
        Map<String, Object> paused = Map.of("intervalSeconds", 60, "paused", true);
        String tag = system().get(path).header("ETag");

        system().header("If-Match", tag).body(paused).put(path).then().statusCode(200);
        system().header("If-Match", tag).body(paused).put(path).then().statusCode(412);
        customer(scene.customer())
                .header("If-Match", "*")
                .body(paused)
                .put(path)
                .then()
                .statusCode(403);
        look.at(scene.site());
        assertThat(state(scene.site())).isEqualTo("NEW");
    }

    private static String state(UUID site) {
        return system().get("/sites/" + site + "/monitor").path("state");
    }
}

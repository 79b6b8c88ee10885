package org.gardefou.restore.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HostedSiteTest {
    private static final UUID SERVER = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-11-28T18:00:00Z");

    private final HostedSite site = new HostedSite(UUID.randomUUID());

    @Test
    void whereASiteWasIsRememberedForThePointsOfThen() {
        told(1, "/srv/a", "/srv/a/htdocs");
        told(2, "/srv/a", "/srv/a/htdocs");
        assertThat(site.formerPlaces()).isEmpty();
        told(3, "/home/a", "/home/a/public_html");
        assertThat(site.formerPlaces()).containsExactly(new HostedSite.Place(SERVER, "/srv/a", "/srv/a/htdocs"));
        assertThat(Reach.namesInPoint(site.places()))
                .containsExactly("/public_html", "/home/a/public_html", "/htdocs", "/srv/a/htdocs");
        // What is told late changes nothing, and where it is again is no former place
        told(2, "/late", "/late/htdocs");
        told(4, "/srv/a", "/srv/a/htdocs");
        assertThat(site.formerPlaces()).containsExactly(new HostedSite.Place(SERVER, "/home/a", "/home/a/public_html"));
    }

    @Test
    void notEveryPlaceIsRememberedForEver() {
        for (int i = 0; i < 30; i++) told(i, "/srv/" + i, "/srv/" + i + "/htdocs");
        assertThat(site.formerPlaces())
                .hasSize(10)
                .startsWith(new HostedSite.Place(SERVER, "/srv/28", "/srv/28/htdocs"));
    }

    private void told(int when, String root, String documentRoot) {
        site.told(new SiteListener.SiteTold(
                site.site(),
                SERVER,
                UUID.randomUUID(),
                null,
                null,
                root,
                documentRoot,
                "www-data",
                List.of(),
                null,
                NOW.plusSeconds(when)));
    }
}

package org.gardefou.diagnostics.check;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.LocalHost;
import org.gardefou.diagnostics.site.Site.SitePlace;
import org.jspecify.annotations.Nullable;

/** Sites on this machine's disk, to be looked at. */
final class Examined {

    private Examined() {}

    /** A site in {@code site/htdocs} of a folder. */
    static Examination in(Path folder, @Nullable String phpPidFile) throws IOException {
        Host host = new LocalHost(folder.resolve("scratch"));
        SitePlace place = new SitePlace(
                List.of("a.example"),
                "http://a.example/",
                folder.resolve("site").toString(),
                folder.resolve("site/htdocs").toString(),
                null,
                List.of(),
                List.of(),
                phpPidFile);
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        return new Examination(
                new UUID(7, 1),
                place,
                host,
                host.files(place.root()),
                "htdocs",
                now,
                null,
                now,
                List.of(),
                List.of(),
                List.of(),
                false,
                false);
    }
}

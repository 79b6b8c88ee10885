package org.gardefou.diagnostics.testing;

import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gardefou.kit.id.Ids;

/** A vulnerability feed of a test's own, about extensions of its own. */
public record Feed(String name) {

    public static Feed some() {
        return new Feed("f" + Ids.next());
    }

    /** One record as Wordfence has it, about a plugin up to a version that is still affected. */
    public static String record(String id, String plugin, String upTo, String fixedIn) {
        return """
                "%1$s": {"id": "%1$s", "title": "%2$s <= %3$s - SQL Injection", "software": [{"type": "plugin", "name": "%2$s", "slug": "%2$s",
                  "affected_versions": {"* - %3$s": {"from_version": "*", "from_inclusive": true, "to_version": "%3$s", "to_inclusive": true}},
                  "patched": true, "patched_versions": ["%4$s"], "remediation": "Update."}], "informational": false,
                  "references": ["https://feeds.example/%1$s"], "published": "2026-11-01 10:00:00", "cve": "CVE-2026-12345",
                  "cvss": {"vector": "CVSS:3.1/AV:N", "score": 8.8, "rating": "High"},
                  "copyrights": {"message": "Show this.", "defiant": {"notice": "Copyright 2012-2026 Defiant Inc.", "license": "Use it freely.",
                    "license_url": "https://feeds.example/terms"}}}""".formatted(id, plugin, upTo, fixedIn);
    }

    public static String of(String... records) {
        return "{" + String.join(",\n", records) + "}";
    }

    /** Imports contents from a file and answers the ended import. */
    public JsonPath imported(String format, String contents) throws IOException {
        Path folder = Path.of(System.getProperty("gardefou.data.directory"), "feeds");
        Files.createDirectories(folder);
        String file = name + ".json";
        Files.writeString(folder.resolve(file), contents);
        return imported(Map.of("feed", name, "format", format, "file", file));
    }

    /** The same as the request says. */
    public JsonPath imported(Map<String, ?> request) {
        String place = Client.operator()
                .body(request)
                .post("/feed-imports")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        String path = place.substring(place.indexOf("/feed-imports/"));
        await().atMost(Scene.SOON.multipliedBy(4)).until(() -> !List.of("QUEUED", "RUNNING")
                .contains(Client.operator().get(path).<String>path("state")));
        return Client.operator().get(path).jsonPath();
    }
}

package org.gardefou.backup.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.gardefou.backup.gate.Gate;
import org.gardefou.restic.BackupRequest;
import org.gardefou.restic.CheckDepth;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes through a gate into a repository in a folder, from whoever has taken over the machine behind it. */
class ThroughGateTest {

    private static final String NAME = "boutique";

    @TempDir
    Path place;

    @TempDir
    Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private final RepositoryPassword password = RepositoryPassword.generate();
    private ResticRepository here = opened("/nowhere");

    @BeforeEach
    void repository() {
        here = opened(place.resolve(NAME).toString());
        here.init();
    }

    @Test
    void resticAddsAndTheRepositoryIsWhole() throws IOException {
        Path site = Files.createDirectories(data.resolve("site/htdocs"));
        Files.writeString(site.resolve("index.html"), "<h1>Bonjour</h1>");
        String snapshot;
        try (Gate gate = gate()) {
            ResticRepository there = opened(gate.location(gate.port()));
            snapshot = there.backup(BackupRequest.of(site.getParent(), "boutique", "htdocs"), _ -> {})
                    .snapshotId();
        }
        assertThat(here.snapshots()).singleElement().satisfies(one -> assertThat(one.id())
                .isEqualTo(snapshot));
        assertThat(here.locks()).isEmpty();
        assertThat(here.check(CheckDepth.readData()).clean()).isTrue();
    }

    @Test
    void nothingThatIsThereGoesAndNothingComesThatIsNotWhole() throws Exception {
        byte[] content = "a lock, as far as a gate can tell".getBytes(StandardCharsets.UTF_8);
        String name =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        String key = names("keys");
        try (Gate gate = gate()) {
            assertThat(status(gate, false, "GET", "/config", null)).isEqualTo(401);
            assertThat(status(gate, true, "GET", "/config", null)).isEqualTo(200);
            assertThat(status(gate, true, "DELETE", "/config", null)).isEqualTo(403);
            assertThat(status(gate, true, "POST", "/config", content)).isEqualTo(403);
            assertThat(status(gate, true, "POST", "/?create=true", content)).isEqualTo(403);
            assertThat(status(gate, true, "GET", "/keys/" + key, null)).isEqualTo(200);
            assertThat(status(gate, true, "DELETE", "/keys/" + key, null)).isEqualTo(403);
            assertThat(status(gate, true, "POST", "/keys/" + name, content)).isEqualTo(403);
            assertThat(status(gate, true, "GET", "/..%2F..%2Fetc/passwd", null)).isEqualTo(403);
            assertThat(status(gate, true, "GET", "/data/" + name, null)).isEqualTo(404);
            // Cut short on the way, or made up
            assertThat(status(gate, true, "POST", "/data/" + name, new byte[] {1}))
                    .isEqualTo(400);
            assertThat(place.resolve(NAME + "/data/" + name.substring(0, 2) + "/" + name))
                    .doesNotExist();
            // Its own locks come and go, and those that it leaves go with the gate
            assertThat(status(gate, true, "POST", "/locks/" + name, content)).isEqualTo(200);
            assertThat(status(gate, true, "DELETE", "/locks/" + name, null)).isEqualTo(200);
            assertThat(status(gate, true, "POST", "/locks/" + name, content)).isEqualTo(200);
            assertThat(place.resolve(NAME + "/locks/" + name)).exists();
        }
        assertThat(place.resolve(NAME + "/locks/" + name)).doesNotExist();
    }

    @Test
    void whatAKilledServiceLeftIsKnownByNameAndOthersLocksStay() throws Exception {
        Path locks = place.resolve(NAME + "/locks");
        String ours = "a".repeat(64);
        String theirs = "b".repeat(64);
        Files.writeString(locks.resolve(ours), "ours");
        Files.writeString(locks.resolve(theirs), "theirs");
        Files.writeString(Files.createDirectories(data.resolve("journals")).resolve(NAME), ours + "\n");

        try (Gate gate = gate()) {
            assertThat(status(gate, true, "DELETE", "/locks/" + theirs, null)).isEqualTo(403);
        }

        assertThat(locks.resolve(ours)).doesNotExist();
        assertThat(locks.resolve(theirs)).exists();
    }

    private Gate gate() throws IOException {
        return Gate.of(new LocalStorage(place), NAME, data.resolve("journals"), data.resolve("scratch"));
    }

    private String names(String folder) throws IOException {
        try (var all = Files.list(place.resolve(NAME).resolve(folder))) {
            return all.findFirst().orElseThrow().getFileName().toString();
        }
    }

    private int status(Gate gate, boolean known, String method, String path, byte[] body) throws Exception {
        String login = URI.create(gate.location(gate.port()).substring("rest:".length()))
                .getUserInfo();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gate.port() + path))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (known ? login : "run:wrong").getBytes(StandardCharsets.US_ASCII)))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private ResticRepository opened(String location) {
        return Restic.find()
                .repository(RepositoryAccess.of(
                        location, password, Path.of(System.getProperty("java.io.tmpdir"), "through-gate-cache")));
    }
}

package org.gardefou.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.TestSite;

/** A site that is another one at each backup. What it was like is remembered under the backup's label. */
final class ChangingSite {

    private static final int FILES = 40;
    private static final int CHANGED = 10;
    private static final int LARGEST = 150_000;

    final TestSite site;
    private final RandomGenerator random;
    private final Map<String, SortedMap<String, String>> versions = new HashMap<>();

    /** @param site not registered yet */
    ChangingSite(TestSite site, RandomGenerator random) {
        this.site = site.registered();
        this.random = random;
        for (int i = 0; i < FILES; i++) write(i);
    }

    /** Changes it and asks for a backup, if the one before has ended: so what is copied is what is remembered. */
    void changeAndBackUp() {
        if (atWork()) return;
        for (int i = 0; i < CHANGED; i++) write(random.nextInt(FILES));
        String label = "v" + (versions.size() + 1);
        versions.put(label, tree(site.documentRoot));
        Response asked =
                Api.operator().body(Map.of("site", site.site, "label", label)).post("/backups/v1/backups");
        assertThat(asked.statusCode()).as("%s", asked.asString()).isEqualTo(202);
    }

    boolean atWork() {
        List<String> states = Api.operator()
                .get("/backups/v1/backups?limit=1&site=" + site.site)
                .jsonPath()
                .getList("items.state");
        return states.stream()
                .anyMatch(state -> List.of("QUEUED", "DUMPING", "COPYING").contains(state));
    }

    int asked() {
        return versions.size();
    }

    /** The restore points that are offered. */
    List<Map<String, Object>> points() {
        return items("/backups/v1/restore-points?state=AVAILABLE&");
    }

    List<Map<String, Object>> backups() {
        return items("/backups/v1/backups?");
    }

    private List<Map<String, Object>> items(String query) {
        return Api.operator()
                .get(query + "limit=200&site=" + site.site)
                .jsonPath()
                .getList("items");
    }

    /** What differs between what came back and what was there when the backup of that label was asked for. */
    SortedMap<String, String> differences(String label, Path restored) {
        SortedMap<String, String> then = Objects.requireNonNull(versions.get(label), label);
        SortedMap<String, String> now = tree(restored);
        SortedMap<String, String> differences = new TreeMap<>();
        Stream.concat(then.keySet().stream(), now.keySet().stream())
                .filter(path -> !Objects.equals(then.get(path), now.get(path)))
                .forEach(path -> differences.put(path, then.get(path) + " is now " + now.get(path)));
        return differences;
    }

    private void write(int number) {
        byte[] content = new byte[1 + random.nextInt(LARGEST)];
        random.nextBytes(content);
        try {
            Files.write(site.documentRoot.resolve("image-" + number + ".jpg"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every path with its kind, rights, owner and time; of files the bytes, by their length and checksum. */
    private static SortedMap<String, String> tree(Path root) {
        SortedMap<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Map<String, Object> facts =
                        Files.readAttributes(path, "unix:mode,uid,gid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
                found.put(root.relativize(path).toString(), new TreeMap<>(facts) + " " + bytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) return "";
        byte[] content = Files.readAllBytes(file);
        CRC32C sum = new CRC32C();
        sum.update(content);
        return content.length + " bytes " + sum.getValue() + " "
                + new String(content, 0, Math.min(8, content.length), StandardCharsets.ISO_8859_1).hashCode();
    }
}

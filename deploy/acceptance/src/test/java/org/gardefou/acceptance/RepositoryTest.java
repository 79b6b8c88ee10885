package org.gardefou.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gardefou.local.demo.Story;
import org.gardefou.local.site.Database;
import org.gardefou.local.token.Role;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the story left behind is an ordinary restic repository, whole, that the stock program restores. */
@Order(4)
@ExtendWith(OneWorld.class)
class RepositoryTest {

    @Test
    void theStockResticChecksAndRestoresWhatTheStoryLeft(World world, @TempDir Path target) throws IOException {
        Story story = world.wellStory();
        JsonNode point = story.protection().backUp("For the stock restic");
        Map<String, String> repository = repository(world, story, target);

        String checked = Tool.run(List.of("restic", "check", "--read-data"), repository, null);
        JsonNode newest = newest(repository);
        Tool.run(
                List.of(
                        "restic",
                        "restore",
                        newest.path("id").asText(),
                        "--target",
                        target.resolve("out").toString()),
                repository,
                null);

        assertThat(checked).contains("no errors were found");
        assertThat(newest.path("tags").toString()).contains(point.path("backup").asText());
        Path restored = find(
                target.resolve("out"), world.site().documentRoot().getFileName().toString());
        assertThat(tree(restored)).isEqualTo(tree(world.site().documentRoot()));
        assertThat(checksums(world, loaded(world, target.resolve("out"))))
                .isNotEmpty()
                .isEqualTo(checksums(world, world.site().database().name()));
        sql(world, "DROP DATABASE `acceptance_check`;");
    }

    private static Map<String, String> repository(World world, Story story, Path scratch) {
        JsonNode access = world.stage()
                .caller(Role.SYSTEM, List.of("backups:access"))
                .post(
                        "/backups/v1/repository-access",
                        Map.of("site", story.hosted().site()))
                .json();
        return Map.of(
                "RESTIC_REPOSITORY",
                access.path("location").asText(),
                "RESTIC_PASSWORD",
                access.path("password").asText(),
                "RESTIC_CACHE_DIR",
                scratch.resolve("cache").toString());
    }

    private static JsonNode newest(Map<String, String> repository) throws IOException {
        JsonNode snapshots =
                new ObjectMapper().readTree(Tool.run(List.of("restic", "snapshots", "--json"), repository, null));
        JsonNode newest = snapshots.path(0);
        for (JsonNode snapshot : snapshots) {
            if (snapshot.path("time").asText().compareTo(newest.path("time").asText()) > 0) {
                newest = snapshot;
            }
        }
        return newest;
    }

    private static Path find(Path below, String name) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> path.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Every path with its kind, permissions and owner; of files, the length and the hash of the content. */
    private static SortedMap<String, String> tree(Path root) throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                Map<String, Object> facts =
                        Files.readAttributes(path, "unix:mode,uid,gid,size", LinkOption.NOFOLLOW_LINKS);
                boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
                found.put(
                        root.relativize(path).toString(),
                        facts.get("mode") + " " + facts.get("uid") + ":" + facts.get("gid")
                                + (file ? " " + facts.get("size") + " " + Bytes.sha256(path) : ""));
            }
        }
        return found;
    }

    /** The dump of the snapshot, loaded into a schema of its own with the stock client. */
    private static String loaded(World world, Path out) throws IOException {
        Database database = world.site().database();
        sql(
                world,
                "DROP DATABASE IF EXISTS `acceptance_check`; CREATE DATABASE `acceptance_check` CHARACTER SET utf8mb4;");
        try (Stream<Path> all = Files.walk(out)) {
            List<Path> dumps = all.filter(path -> path.toString().endsWith(".sql"))
                    .filter(path -> !path.startsWith(out.resolve("htdocs")))
                    .sorted()
                    .toList();
            assertThat(dumps).isNotEmpty();
            for (Path dump : dumps) {
                Tool.run(
                        List.of(
                                "mariadb",
                                "--defaults-file=" + database.administrationOptionFile(),
                                "--default-character-set=utf8mb4",
                                "acceptance_check"),
                        Map.of(),
                        dump);
            }
        }
        return "acceptance_check";
    }

    private static SortedMap<String, String> checksums(World world, String schema) {
        SortedMap<String, String> found = new TreeMap<>();
        String tables = sql(
                world,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = '" + schema
                        + "' AND table_type = 'BASE TABLE';");
        for (String table : tables.lines().toList()) {
            String answer = sql(world, "CHECKSUM TABLE `" + schema + "`.`" + table + "`;");
            found.put(table, answer.substring(answer.indexOf('\t')).strip());
        }
        return found;
    }

    private static String sql(World world, String statements) {
        return Tool.run(
                List.of(
                        "mariadb",
                        "--defaults-file=" + world.site().database().administrationOptionFile(),
                        "--batch",
                        "--skip-column-names",
                        "--execute=" + statements),
                Map.of(),
                null);
    }
}

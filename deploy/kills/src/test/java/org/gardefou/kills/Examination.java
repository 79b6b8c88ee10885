package org.gardefou.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.backup.bed.Api;
import org.gardefou.restic.CheckDepth;
import org.gardefou.restic.CheckReport;
import org.gardefou.restic.Progress;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restic.RestoreRequest;
import org.gardefou.restic.Snapshot;

/** A site's two repositories, opened by a stock restic beside the service, against what the service says of them. */
final class Examination {

    private final ChangingSite changing;
    private final List<Map<String, Object>> points;
    private final ResticRepository first;
    private final ResticRepository second;
    private final Path place;
    private int restored;

    private Examination(
            ChangingSite changing,
            List<Map<String, Object>> points,
            ResticRepository first,
            ResticRepository second,
            Path place) {
        this.changing = changing;
        this.points = points;
        this.first = first;
        this.second = second;
        this.place = place;
    }

    /** Asks the service, which must be running, for all that is needed. */
    static Examination of(ChangingSite changing, Path place) {
        ResticRepository first = opened(changing, place, "FIRST");
        ResticRepository second = opened(changing, place, "COPY");
        return new Examination(changing, changing.points(), first, second, place);
    }

    private static ResticRepository opened(ChangingSite changing, Path place, String which) {
        assertThat(Api.operator()
                        .header("If-Match", "*")
                        .body(Map.of("restoreFrom", which))
                        .put("/backups/v1/repositories/" + changing.site.site)
                        .statusCode())
                .isEqualTo(200);
        JsonPath access = Api.restores()
                .body(Map.of("site", changing.site.site))
                .post("/backups/v1/repository-access")
                .jsonPath();
        return Restic.find()
                .repository(RepositoryAccess.of(
                        access.getString("location"),
                        RepositoryPassword.of(access.getString("password")),
                        place.resolve("cache")));
    }

    /** @return how many restores were compared byte for byte */
    int make() {
        assertThat(changing.site.beside()).as("beside the site").isEmpty();
        for (ResticRepository one : List.of(first, second)) {
            assertThat(one.locks()).as("locks of %s", one).isEmpty();
            CheckReport report = one.check(CheckDepth.readData());
            assertThat(report.problems()).as("check --read-data of %s", one).isEmpty();
            assertThat(report.clean()).isTrue();
        }
        for (ResticRepository one : List.of(first, second)) {
            Map<String, String> snapshots = snapshots(one);
            assertThat(snapshots.keySet())
                    .as("restore points and what is in %s", one)
                    .isEqualTo(tags());
            for (Map<String, Object> point : points) {
                restore(one, Objects.requireNonNull(snapshots.get(tag(point))), text(point, "label"));
            }
        }
        return restored;
    }

    /** A snapshot says of which backup it is. */
    private Set<String> tags() {
        return points.stream().map(Examination::tag).collect(Collectors.toSet());
    }

    private static String tag(Map<String, Object> point) {
        return "backup-" + text(point, "backup");
    }

    /** The ids by the tags, which may be there once only. */
    private static Map<String, String> snapshots(ResticRepository repository) {
        return repository.snapshots().stream()
                .collect(Collectors.toMap(snapshot -> String.join(",", snapshot.tags()), Snapshot::id));
    }

    private static String text(Map<String, Object> point, String field) {
        return Objects.requireNonNull(point.get(field), field + " of " + point).toString();
    }

    private void restore(ResticRepository repository, String snapshot, String label) {
        Path target = place.resolve("restored-" + restored++);
        repository.restore(snapshot, RestoreRequest.everything(target), Examination::silent);
        assertThat(changing.differences(label, target.resolve("htdocs")))
                .as("%s of site %s from %s", label, changing.site.site, repository)
                .isEmpty();
        assertThat(target.resolve(".gardefou-backup/meta.json")).exists();
        delete(target);
    }

    private static void silent(Progress progress) {}

    private static void delete(Path tree) {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path :
                    new ArrayList<>(all.sorted(Comparator.reverseOrder()).toList())) Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

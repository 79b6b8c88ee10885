package org.gardefou.restore.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.access.database.Table;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.local.site.Fingerprint;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.Bus;
import org.gardefou.restore.bed.RealSite;
import org.gardefou.restore.bed.RealSite.Point;
import org.gardefou.restore.exchange.Exchange;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.preparation.Prepared;
import org.gardefou.restore.preparation.Workplace;
import org.gardefou.restore.restorepoint.RestorePoints;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A part of a site comes back, and nothing else changes; killed in the middle as well. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class PartialRestoreTest {
    private static final String THEMES = "wp-content/themes";

    @Inject
    Restores restores;

    @Inject
    RestorePoints points;

    @Inject
    Journal journal;

    @Inject
    Steps steps;

    @Inject
    Exchange exchange;

    @Inject
    Reach reach;

    @Inject
    RestoreJob job;

    @Inject
    Jobs jobs;

    @Inject
    Clock clock;

    private final RealSite real = RealSite.get();
    private final Api api = new Api(real);
    private final Path root = real.wordpress.documentRoot();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Fingerprint good;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Point point;

    @BeforeEach
    void aSiteThatWentOn() throws Exception {
        real.wordpress.heal();
        real.register(true);
        good = real.healthyFingerprint();
        point = real.healthyPoint();
        real.tellPoint(point, null);
        await().atMost(Api.SOON)
                .until(() -> QuarkusTransaction.requiringNew().call(() -> points.findById(point.id())) != null);
        Files.writeString(root.resolve("index.php"), "<?php // spoiled");
        Files.writeString(root.resolve("wp-login.php"), "<?php // spoiled too");
        Files.writeString(root.resolve(THEMES).resolve("later.php"), "<?php // later");
        try (Stream<Path> files = Files.walk(root.resolve("wp-includes/js"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
        sql("UPDATE wp_options SET option_value = 'spoiled' WHERE option_name = 'blogname'");
        sql("UPDATE wp_posts SET post_title = 'spoiled'");
    }

    @Test
    void filesAndFoldersComeBackWhereverTheProcessDies() throws Exception {
        // Given a folder that is gone, of which two parts are asked for, and uploads of after the point
        Path uploads = root.resolve("wp-content/uploads");
        Files.writeString(uploads.resolve("later.jpg"), "a photo");
        Files.writeString(uploads.resolve("shell.php"), "<?php evil();");
        Selection selection = Selection.files(
                List.of("index.php", THEMES, "wp-content/uploads", "wp-includes/js/jquery", "wp-includes/js/tinymce"));
        Fingerprint before = real.wordpress.fingerprint();
        UUID id = started(selection);
        go(id, RestoreState.SWITCHING);
        Target target = Objects.requireNonNull(journal.read(id, Restore::target));
        Prepared planned = exchange.planned(target, prepared(id));
        assertThat(planned.moves())
                .extracting(Prepared.Move::path)
                .containsExactly("index.php", THEMES, "wp-content/uploads", "wp-includes/js");
        // When the process dies behind the first move
        journal.begin(id, RestoreState.SWITCHING);
        journal.change(id, one -> one.planned(planned));
        try (Workplace place = Workplace.of(reach, target, planned)) {
            place.exchange(planned.tree(), "index.php");
        }
        job.run(id.toString());
        // Then the next one did the others, and what was not asked for is as it was
        assertThat(state(id)).isEqualTo(RestoreState.CHECKING);
        assertThat(good.differencesTo(real.wordpress.fingerprint()))
                .isNotEmpty()
                .noneMatch(line -> line.contains("index.php") || line.contains(THEMES) || line.contains("js/jquery/"))
                .anyMatch(line -> line.contains("wp-login.php"))
                .anyMatch(line -> line.contains("wp_options"));
        assertThat(root.resolve("wp-includes/js/jquery")).isDirectory();
        assertThat(uploads.resolve("later.jpg")).hasContent("a photo");
        assertThat(uploads.resolve("shell.php")).doesNotExist();
        assertThat(Files.getOwner(root.resolve("wp-includes/js")).getName()).isEqualTo(real.wordpress.siteUser());
        // When the customer's editor replaces a file, and the site is found worse, and the process dies again
        Path edited = Files.writeString(root.resolve("index.php.new"), "<?php // edited");
        Files.move(edited, root.resolve("index.php"), StandardCopyOption.REPLACE_EXISTING);
        journal.change(
                id,
                one -> one.rollBack(
                        new Trouble(
                                RestoreState.CHECKING,
                                FailureCode.SITE_WORSE,
                                new org.gardefou.restore.language.Text("a", "b")),
                        clock.instant()));
        journal.begin(id, RestoreState.ROLLING_BACK);
        try (Workplace place = Workplace.of(reach, target, planned)) {
            place.moveOut(planned.tree(), "wp-includes/js");
            place.exchange(planned.tree(), THEMES);
        }
        steps.rollBack(id);
        job.run(id.toString());
        // Then all is as before
        assertThat(state(id)).isEqualTo(RestoreState.ROLLED_BACK);
        assertThat(before.differencesTo(real.wordpress.fingerprint())).isEmpty();
        assertThat(real.leftovers(id)).isEmpty();
    }

    @Test
    void whatChangedSinceItWasPlannedStopsTheSwitchAndAllIsAsItWas() throws Exception {
        UUID id = started(Selection.files(List.of("index.php", "wp-login.php")));
        go(id, RestoreState.SWITCHING);
        Target target = Objects.requireNonNull(journal.read(id, Restore::target));
        Prepared planned = exchange.planned(target, prepared(id));
        journal.change(id, one -> one.planned(planned));
        // When the second one is replaced by the customer meanwhile
        Path edited = Files.writeString(root.resolve("wp-login.php.new"), "<?php // by hand");
        Files.move(edited, root.resolve("wp-login.php"), StandardCopyOption.REPLACE_EXISTING);
        Fingerprint before = real.wordpress.fingerprint();
        job.run(id.toString());
        // Then
        assertThat(state(id)).isEqualTo(RestoreState.FAILED);
        assertThat(code(id)).isEqualTo(FailureCode.FILES_CHANGED);
        assertThat(before.differencesTo(real.wordpress.fingerprint())).isEmpty();
        assertThat(real.leftovers(id)).isEmpty();
    }

    @Test
    void aTableComesBackAndWhatIsWrittenToItWhileTheProcessIsDeadStays() throws Exception {
        Fingerprint before = real.wordpress.fingerprint();
        UUID id = started(Selection.tables(real.schema, List.of("wp_options")));
        go(id, RestoreState.SWITCHING);
        assertThat(real.administration()
                        .tables(prepared(id).schemas().getFirst().shadow()))
                .extracting(Table::name)
                .containsExactly("wp_options");
        // When the process dies behind the switch, and the site goes on
        journal.begin(id, RestoreState.SWITCHING);
        steps.switchOver(id);
        sql("INSERT INTO wp_options (option_name, option_value) VALUES ('order', 'made meanwhile')");
        job.run(id.toString());
        // Then
        assertThat(state(id)).isEqualTo(RestoreState.CHECKING);
        assertThat(option("order")).isEqualTo("made meanwhile");
        assertThat(option("blogname")).isNotEqualTo("spoiled");
        assertThat(good.differencesTo(real.wordpress.fingerprint())).anyMatch(line -> line.contains("wp_posts"));
        // And back
        journal.change(id, one -> one.checked(new Checked("DOWN", null), clock.instant()));
        job.run(id.toString());
        assertThat(state(id)).isEqualTo(RestoreState.ROLLED_BACK);
        assertThat(before.differencesTo(real.wordpress.fingerprint())).isEmpty();
        assertThat(real.leftovers(id)).isEmpty();
    }

    @Test
    void aDatabaseComesBackAloneAndIsUndoneByHand() {
        Fingerprint before = real.wordpress.fingerprint();
        UUID id = api.request(point.id(), Map.of("scope", "DATABASE", "schema", real.schema, "confirm", true));
        api.tellSafetyBackup(id);
        api.awaitState(id, "CHECKING");
        real.tellHealth("HEALTHY", null, null, id);
        JsonPath done = api.awaitState(id, "COMPLETED");
        // Then
        assertThat(done.getString("scope")).isEqualTo("DATABASE");
        assertThat(done.getString("schema")).isEqualTo(real.schema);
        assertThat(done.getInt("result.files")).isZero();
        assertThat(done.getInt("result.tables")).isGreaterThanOrEqualTo(12);
        assertThat(good.differencesTo(real.wordpress.fingerprint()))
                .isNotEmpty()
                .noneMatch(line -> line.contains("wp_options") || line.contains("wp_posts"));
        assertThat(Bus.told("restore.completed", id)).singleElement().satisfies(event -> assertThat(
                        event.path("selection").path("scope").asText())
                .isEqualTo("DATABASE"));
        // When
        api.customer().header("If-Match", "*").post("/restores/v1/restores/" + id + "/rollback");
        api.awaitState(id, "ROLLED_BACK");
        // Then
        assertThat(before.differencesTo(real.wordpress.fingerprint())).isEmpty();
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndChangesNothing() throws Exception {
        Files.writeString(root.resolve("wp-content/uploads/later.jpg"), "a photo");
        sql("INSERT INTO wp_options (option_name, option_value) VALUES ('later', 'x')");
        sql("CREATE TABLE wp_later (id INT PRIMARY KEY)");
        sql("DROP TABLE wp_links");
        Fingerprint before = real.wordpress.fingerprint();
        // When
        JsonPath files = dryRun(Map.of(
                "scope",
                "FILES",
                "paths",
                List.of("index.php", THEMES, "wp-content/uploads", "wp-includes/js/jquery")));
        JsonPath database = dryRun(Map.of("scope", "DATABASE", "schema", real.schema));
        JsonPath impossible = dryRun(Map.of("scope", "FILES", "paths", List.of("nothing/at all.php")));
        // Then
        assertThat(files.getBoolean("possible")).as(files.prettify()).isTrue();
        assertThat(files.getBoolean("files.complete")).isTrue();
        assertThat(files.getList("files.replaced.paths")).containsExactly("index.php");
        assertThat(files.getList("files.removed.paths")).containsExactly(THEMES + "/later.php");
        assertThat(files.getList("files.lost.paths")).containsExactly("index.php", THEMES + "/later.php");
        assertThat(files.getList("files.carriedOver.paths")).containsExactly("wp-content/uploads/later.jpg");
        assertThat(files.getLong("files.created.count")).isPositive();
        assertThat(files.getList("files.created.paths", String.class))
                .allSatisfy(path -> assertThat(path).startsWith("wp-includes/js/jquery/"));
        assertThat(files.getList("warnings.code")).containsExactly("LOSES_NEWER_FILES");
        assertThat(files.getLong("room.free")).isGreaterThan(files.getLong("room.needed"));
        assertThat(files.getString("expectedDowntime")).isEqualTo("PT0S");
        assertThat(files.<Object>get("tables")).isNull();
        // And
        assertThat(database.<Object>get("files")).isNull();
        assertThat(table(database, "wp_later"))
                .containsEntry("change", "REMOVED")
                .doesNotContainKey("rowsThen");
        assertThat(table(database, "wp_links"))
                .containsEntry("change", "CREATED")
                .containsEntry("rowsThen", 0);
        Map<String, Object> options = table(database, "wp_options");
        assertThat((int) options.get("rowsNow") - (int) options.get("rowsThen")).isEqualTo(1);
        assertThat(database.getList("warnings.code")).containsExactly("LOSES_ROWS");
        // And
        assertThat(impossible.getBoolean("possible")).isFalse();
        assertThat(impossible.getList("obstacles.code")).containsExactly("PATH_MISSING_IN_POINT");
        // And a restore that is asked for all the same ends so
        Trouble why = failure(Selection.files(List.of("index.php", "nothing/at all.php")));
        assertThat(why.code()).isEqualTo(FailureCode.PATH_MISSING_IN_POINT);
        assertThat(why.text().fr()).contains("nothing/at all.php").doesNotContain("index.php");
        assertThat(before.differencesTo(real.wordpress.fingerprint())).isEmpty();
    }

    private JsonPath dryRun(Map<String, Object> what) {
        Map<String, Object> body = new HashMap<>(what);
        body.put("site", real.site);
        body.put("restorePoint", point.id());
        Response answer = api.customer().body(body).post("/restores/v1/restores/dry-run");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static Map<String, Object> table(JsonPath answer, String name) {
        return answer.getMap("tables.tables.find { it.table == '" + name + "' }");
    }

    private Trouble failure(Selection selection) throws Exception {
        UUID id = started(selection);
        job.run(id.toString());
        assertThat(state(id)).isEqualTo(RestoreState.FAILED);
        assertThat(real.leftovers(id)).isEmpty();
        return journal.read(id, one -> Objects.requireNonNull(one.outcome()));
    }

    private UUID started(Selection selection) {
        UUID id = Ids.next();
        QuarkusTransaction.requiringNew().run(() -> {
            restores.persist(new Restore(
                    id,
                    new Restore.Request(real.site, real.customer, point.id(), "operator", "test", true, selection),
                    clock.instant()));
            // A run that is asked for in an hour keeps every other one away: the test alone drives this restore.
            jobs.submit(RestoreJob.class, id.toString(), clock.instant().plus(Duration.ofHours(1)));
        });
        return id;
    }

    private void go(UUID id, RestoreState wanted) throws Exception {
        while (state(id) != wanted) {
            assertThat(job.advance(id)).as("towards %s", wanted).isTrue();
        }
    }

    private RestoreState state(UUID id) {
        return journal.read(id, Restore::state);
    }

    private FailureCode code(UUID id) {
        return journal.read(id, one -> Objects.requireNonNull(one.outcome()).code());
    }

    private Prepared prepared(UUID id) {
        return journal.read(id, one -> Objects.requireNonNull(one.prepared()));
    }

    private void sql(String statement) throws Exception {
        real.administration().query(real.schema, statement);
    }

    private String option(String name) throws Exception {
        return real.administration()
                .query(real.schema, "SELECT option_value AS v FROM wp_options WHERE option_name = '" + name + "'")
                .getFirst()
                .text("v");
    }
}

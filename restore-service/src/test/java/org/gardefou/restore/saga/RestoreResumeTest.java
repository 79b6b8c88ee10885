package org.gardefou.restore.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.gardefou.access.database.Account;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DumpFiles;
import org.gardefou.access.database.SchemaSwap;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.local.site.Fingerprint;
import org.gardefou.restic.ProgressListener;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.Bus;
import org.gardefou.restore.bed.Damage;
import org.gardefou.restore.bed.RealSite;
import org.gardefou.restore.bed.RealSite.Point;
import org.gardefou.restore.exchange.Exchange;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.preparation.Preparation;
import org.gardefou.restore.preparation.Prepared;
import org.gardefou.restore.preparation.Prepared.PreparedSchema;
import org.gardefou.restore.repository.RepositoryDoor;
import org.gardefou.restore.restorepoint.RestorePoints;
import org.gardefou.restore.site.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a killed process leaves, taken up by the next one. A step is run for real while its result is dropped, which is what a
 * SIGKILL before the commit does; then the job runs as it would in a new process.
 */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class RestoreResumeTest {
    @Inject
    Restores restores;

    @Inject
    RestorePoints points;

    @Inject
    Journal journal;

    @Inject
    Steps steps;

    @Inject
    Preparation preparation;

    @Inject
    RepositoryDoor door;

    @Inject
    Exchange exchange;

    @Inject
    RestoreJob job;

    @Inject
    Jobs jobs;

    @Inject
    Clock clock;

    private final RealSite real = RealSite.get();
    private final Api api = new Api(real);

    @SuppressWarnings("NullAway.Init") // set before each test
    private Fingerprint good;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Point point;

    @SuppressWarnings("NullAway.Init") // set before each test
    private UUID id;

    @BeforeEach
    void aBrokenSiteWithAGoodPoint() {
        real.wordpress.heal();
        real.register(true);
        good = real.healthyFingerprint();
        point = real.healthyPoint();
        real.tellPoint(point, null);
        real.breakByPlugin();
        org.awaitility.Awaitility.await()
                .atMost(Api.SOON)
                .until(() -> QuarkusTransaction.requiringNew().call(() -> points.findById(point.id())) != null
                        && api.customer()
                                        .get("/restores/v1/advice?site=" + real.site)
                                        .statusCode()
                                == 200);
        id = Ids.next();
    }

    /** @param withoutSafety whether there is no safety backup to wait for */
    private void ask(boolean withoutSafety) {
        QuarkusTransaction.requiringNew().run(() -> {
            restores.persist(new Restore(
                    id,
                    new Restore.Request(real.site, real.customer, point.id(), "operator", "test", withoutSafety),
                    clock.instant()));
            // A run that is asked for in an hour keeps every other one away: the test alone drives this restore.
            jobs.submit(RestoreJob.class, id.toString(), clock.instant().plus(Duration.ofHours(1)));
        });
    }

    @AfterEach
    void mend() throws Exception {
        if (QuarkusTransaction.requiringNew().call(() -> restores.findById(id)) == null) return;
        RestoreState state = journal.read(id, Restore::state);
        if (state == RestoreState.CHECKING) {
            journal.change(id, one -> one.checked(new Checked("DOWN", null), clock.instant()));
        }
        job.run(id.toString());
        assertThat(real.leftovers(id)).isEmpty();
    }

    /** Where the process dies, and what the customer had done to the site: so each damage is healed without a restore of its own. */
    enum Killed {
        IN_PREFLIGHT(Damage.HTACCESS, Damage.PLUGIN_FATAL),
        IN_PREPARING(Damage.DROP_USERS_TABLE, Damage.HACKED, Damage.THEME_PARSE_ERROR),
        /** The files are restored and harmless, nothing is loaded, and nothing of it is cleared away. */
        BEFORE_THE_DATABASES_ARE_LOADED(Damage.DATABASE_PASSWORD, Damage.THEME_DELETED, Damage.DROP_POSTS_TABLE),
        AFTER_THE_DATABASES(Damage.DROP_OPTIONS_TABLE, Damage.CORE_FILE, Damage.PERMISSIONS),
        /** Before PHP was told. */
        AFTER_THE_FILES(Damage.SITEURL, Damage.MAINTENANCE);

        final List<Damage> damages;

        Killed(Damage... damages) {
            this.damages = List.of(damages);
        }
    }

    /** What a SIGKILL is to the code that it hits: nothing catches it, and nothing is cleared away. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @EnumSource(Killed.class)
    void theNextProcessFinishes(Killed killed) throws Exception {
        // Given
        Files.delete(real.wordpress.documentRoot().resolve("wp-content/mu-plugins/shop-turbo.php"));
        for (Damage damage : killed.damages) {
            damage.to(real);
            assertThat(damage.shows(real))
                    .as("%s is seen as it should be", damage)
                    .isTrue();
        }
        if (killed == Killed.IN_PREFLIGHT) dieWaitingForTheSafetyBackup();
        go(RestoreState.PREFLIGHT);
        switch (killed) {
            case IN_PREFLIGHT -> {
                journal.begin(id, RestoreState.PREFLIGHT);
                steps.preflight(id);
            }
            case IN_PREPARING -> {
                go(RestoreState.PREPARING);
                journal.begin(id, RestoreState.PREPARING);
                steps.prepare(id);
            }
            case BEFORE_THE_DATABASES_ARE_LOADED -> {
                go(RestoreState.PREPARING);
                journal.begin(id, RestoreState.PREPARING);
                assertThatThrownBy(this::dieBetweenFilesAndDatabases).isInstanceOf(Died.class);
                assertThat(real.leftovers(id)).isNotEmpty();
            }
            case AFTER_THE_DATABASES -> {
                go(RestoreState.SWITCHING);
                journal.begin(id, RestoreState.SWITCHING);
                swapDatabases();
            }
            case AFTER_THE_FILES -> {
                go(RestoreState.SWITCHING);
                journal.begin(id, RestoreState.SWITCHING);
                exchange.switchOver(target(), prepared(), journal.read(id, Restore::keeping), false);
                // And PHP died with us, which the restore outlives and says
                cutPowerOf(real.wordpress.fpmPid().orElseThrow());
            }
        }
        // And what is uploaded while nobody works on it is kept
        Path upload = real.wordpress.documentRoot().resolve("wp-content/uploads/meanwhile.jpg");
        Files.writeString(upload, "a photo");
        // When
        job.run(id.toString());
        // Then
        assertThat(journal.read(id, Restore::state)).isEqualTo(RestoreState.CHECKING);
        assertThat(upload).hasContent("a photo");
        Files.delete(upload);
        real.wordpress.start();
        assertThat(detail()).contains(killed == Killed.AFTER_THE_FILES ? "left alone" : "reloads");
        assertThat(good.differencesTo(real.wordpress.fingerprint())).isEmpty();
        assertThat(Damage.whole(real)).isTrue();
        assertThat(lines(RestoreStep.State.INTERRUPTED)).isEqualTo(1);
        org.awaitility.Awaitility.await().atMost(Api.SOON).untilAsserted(() -> assertThat(
                        Bus.told("restore.switched", id))
                .hasSize(1));
    }

    private void dieWaitingForTheSafetyBackup() throws Exception {
        ask(false);
        job.run(id.toString());
        job.run(id.toString());
        assertThat(journal.read(id, Restore::state)).isEqualTo(RestoreState.SAFETY_BACKUP);
        api.tellSafetyBackup(id);
        org.awaitility.Awaitility.await().atMost(Api.SOON).until(() -> QuarkusTransaction.requiringNew()
                .call(() -> points.madeFor(id).isPresent()));
    }

    private void dieBetweenFilesAndDatabases() throws Exception {
        preparation.prepare(
                id,
                journal.runs(id, RestoreState.PREPARING),
                target(),
                journal.read(id, one -> Objects.requireNonNull(one.layout())),
                List.of(),
                door.open(real.site),
                point.summary().snapshotId(),
                ProgressListener.SILENT,
                tree -> {
                    throw new Died();
                });
    }

    /**
     * The power goes between the databases and the files, and we are back before the database server and PHP are. The database is waited for, and the
     * state before is whole.
     */
    @Test
    void aMachineThatRestartsBetweenTheTwoSwitchesHasTheSiteBeforeWhole() throws Exception {
        // Given
        Fingerprint broken = real.wordpress.fingerprint();
        go(RestoreState.SWITCHING);
        journal.begin(id, RestoreState.SWITCHING);
        swapDatabases();
        cutPowerOf(Long.parseLong(
                Files.readString(real.wordpress.database().socket().resolveSibling("mariadb.pid"))
                        .strip()));
        cutPowerOf(real.wordpress.fpmPid().orElseThrow());
        try {
            // When
            job.run(id.toString());
            assertThat(journal.read(id, Restore::state)).isEqualTo(RestoreState.ROLLING_BACK);
            FailureCode waiting = journal.read(
                    id, one -> Objects.requireNonNull(one.waiting()).code());
            assertThat(waiting).isEqualTo(FailureCode.DATABASE_UNREACHABLE);
        } finally {
            real.wordpress.start();
        }
        job.run(id.toString());
        // Then
        assertThat(journal.read(id, Restore::state)).isEqualTo(RestoreState.FAILED);
        assertThat(broken.differencesTo(real.wordpress.fingerprint())).isEmpty();
        assertThat(lines(RestoreStep.State.INTERRUPTED)).isEqualTo(1);
        assertThat(Bus.told("restore.switched", id)).isEmpty();
    }

    private static void cutPowerOf(long pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(Api.SOON.toSeconds(), TimeUnit.SECONDS);
    }

    enum KilledRollingBack {
        AFTER_THE_DATABASES,
        AFTER_EVERYTHING
    }

    @ParameterizedTest
    @EnumSource(KilledRollingBack.class)
    void theNextProcessFinishesARollback(KilledRollingBack killed) throws Exception {
        // Given
        Fingerprint broken = real.wordpress.fingerprint();
        go(RestoreState.CHECKING);
        if (killed == KilledRollingBack.AFTER_EVERYTHING) dieInTheCheck();
        journal.change(
                id,
                one -> one.rollBack(
                        new Trouble(RestoreState.CHECKING, FailureCode.SITE_WORSE, new Text("a", "b")),
                        clock.instant()));
        journal.begin(id, RestoreState.ROLLING_BACK);
        if (killed == KilledRollingBack.AFTER_THE_DATABASES) {
            for (PreparedSchema schema : prepared().schemas()) {
                new SchemaSwap(real.administration(), 2).rollback(plan(schema));
            }
        } else {
            steps.rollBack(id);
        }
        // When
        while (job.advance(id)) assertThat(journal.read(id, Restore::state)).isEqualTo(RestoreState.ROLLED_BACK);
        // Then
        assertThat(journal.read(id, Restore::state)).isEqualTo(RestoreState.ROLLED_BACK);
        assertThat(broken.differencesTo(real.wordpress.fingerprint())).isEmpty();
        // And what is cleared away by half when the process dies is so by the next one: see mend()
        real.administration().dropSchema(prepared().schemas().getFirst().shadow());
    }

    private void dieInTheCheck() throws Exception {
        journal.change(id, one -> one.checked(new Checked("HEALTHY", null), clock.instant()));
        journal.begin(id, RestoreState.CHECKING);
        job.run(id.toString());
        assertThat(journal.read(id, Restore::state)).isEqualTo(RestoreState.COMPLETED);
        assertThat(lines(RestoreStep.State.INTERRUPTED)).isEqualTo(1);
    }

    @Test
    void whenTheFilesCannotBeExchangedTheDatabasesAreBackToo() throws Exception {
        // Given nothing to carry over, so that the missing tree is met only at the exchange, behind the databases
        go(RestoreState.SWITCHING);
        Path uploads = real.wordpress.documentRoot().resolve("wp-content/uploads");
        Files.move(uploads, uploads.resolveSibling("uploads-elsewhere"));
        Fingerprint before = real.wordpress.fingerprint();
        Path tree = real.wordpress.root().resolve(prepared().tree());
        Files.move(tree, real.wordpress.root().resolve(prepared().folder()).resolve("away"));
        // When
        job.run(id.toString());
        // Then
        assertThat(journal.read(id, Restore::state)).isEqualTo(RestoreState.FAILED);
        String why = journal.read(id, one -> String.valueOf(one.outcome()));
        assertThat(why).contains("SITE_FOLDER_MISSING");
        assertThat(before.differencesTo(real.wordpress.fingerprint())).isEmpty();
        org.awaitility.Awaitility.await()
                .atMost(Api.SOON)
                .untilAsserted(() -> assertThat(Bus.told("restore.failed", id)).hasSize(1));
        assertThat(Bus.told("restore.switched", id)).isEmpty();
    }

    /** Old tables beside new files would be no site: nothing goes back unless all can. */
    @Test
    void whenTheFilesBeforeAreNotThereTheDatabasesStayToo() throws Exception {
        // Given
        Fingerprint broken = real.wordpress.fingerprint();
        go(RestoreState.CHECKING);
        Restore restore = journal.read(id, one -> one);
        Target target = Objects.requireNonNull(restore.target());
        Path before = real.wordpress.root().resolve(prepared().tree());
        Path away = real.wordpress.root().resolve(prepared().folder()).resolve("away");
        Files.move(before, away);
        // When
        assertThatThrownBy(() -> exchange.undo(target, prepared())).isInstanceOf(IOException.class);
        // Then
        assertThat(good.differencesTo(real.wordpress.fingerprint())).isEmpty();
        // And once they are, all of it goes back
        Files.move(away, before);
        exchange.undo(target, prepared());
        assertThat(broken.differencesTo(real.wordpress.fingerprint())).isEmpty();
    }

    @Test
    void whenTheDatabasesCannotBeSwappedTheFilesStay() throws Exception {
        // Given
        Fingerprint broken = real.wordpress.fingerprint();
        go(RestoreState.SWITCHING);
        for (PreparedSchema schema : prepared().schemas()) {
            real.administration().dropSchema(schema.shadow());
            real.administration().createSchema(schema.shadow());
        }
        // When
        job.run(id.toString());
        // Then
        assertThat(journal.read(id, Restore::state)).isEqualTo(RestoreState.FAILED);
        FailureCode code =
                journal.read(id, one -> Objects.requireNonNull(one.outcome()).code());
        assertThat(code).isEqualTo(FailureCode.DATABASE_FAILED);
        assertThat(broken.differencesTo(real.wordpress.fingerprint())).isEmpty();
    }

    /** Its schemas bear the customer's name, as the version before called them, and the customer has all that begin so. */
    @Test
    void whatTheVersionBeforePreparedWithinReachOfACustomerIsAskedForAgain() throws Exception {
        // Given
        Fingerprint broken = real.wordpress.fingerprint();
        go(RestoreState.SWITCHING);
        Prepared now = prepared();
        String mark = id.toString().substring(28);
        List<PreparedSchema> former = now.schemas().stream()
                .map(one -> new PreparedSchema(
                        one.live(),
                        one.live() + "__r" + mark,
                        one.live() + "__o" + mark,
                        one.dumpFolder(),
                        one.tables()))
                .toList();
        for (PreparedSchema schema : former) {
            real.administration()
                    .loadBeside(DumpFiles.in(Path.of(schema.dumpFolder()), schema.live()), schema.shadow());
        }
        Prepared before = new Prepared(
                now.folder(),
                now.tree(),
                now.identity(),
                now.files(),
                now.bytes(),
                former,
                now.carried(),
                now.sanitised());
        journal.change(id, one -> one.prepared(before, clock.instant()));
        real.administration().query("mysql", "CREATE USER wide@`127.0.0.1`");
        real.administration().query("mysql", "GRANT ALL ON `wp%`.* TO wide@`127.0.0.1`");
        try {
            // When
            job.run(id.toString());
        } finally {
            real.administration().query("mysql", "DROP USER wide@`127.0.0.1`");
        }
        // Then
        assertThat(journal.read(id, Restore::state)).isEqualTo(RestoreState.FAILED);
        Trouble why = journal.read(id, one -> Objects.requireNonNull(one.outcome()));
        assertThat(why.code()).isEqualTo(FailureCode.PREPARED_BY_FORMER_VERSION);
        assertThat(why.text().fr()).contains("préparée par une version précédente", "de nouveau");
        assertThat(why.text().en()).contains("prepared by an earlier version", "again");
        assertThat(broken.differencesTo(real.wordpress.fingerprint())).isEmpty();
        assertThat(real.leftovers(id)).isEmpty();
    }

    @Test
    void aRestoreThatIsCalledOffLeavesNothing() throws Exception {
        // Given everything is prepared up to the switch, and the call comes in the middle of it
        Fingerprint broken = real.wordpress.fingerprint();
        go(RestoreState.PREPARING);
        journal.change(id, one -> one.wantCancel(clock.instant()));
        journal.begin(id, RestoreState.PREPARING);
        // When
        job.run(id.toString());
        // Then
        assertThat(journal.read(id, Restore::state)).isEqualTo(RestoreState.CANCELLED);
        assertThat(broken.differencesTo(real.wordpress.fingerprint())).isEmpty();
    }

    private void go(RestoreState wanted) throws Exception {
        if (QuarkusTransaction.requiringNew().call(() -> restores.findById(id)) == null) ask(true);
        while (journal.read(id, Restore::state) != wanted) {
            assertThat(job.advance(id)).as("towards %s", wanted).isTrue();
        }
    }

    private Target target() {
        return journal.read(id, one -> Objects.requireNonNull(one.target()));
    }

    private Prepared prepared() {
        return journal.read(id, one -> Objects.requireNonNull(one.prepared()));
    }

    private void swapDatabases() throws Exception {
        Database administration = real.administration();
        for (PreparedSchema schema : prepared().schemas()) {
            new SchemaSwap(administration, 2)
                    .swap(plan(schema), DumpFiles.in(Path.of(schema.dumpFolder()), schema.live()));
        }
    }

    private SchemaSwap.Plan plan(PreparedSchema schema) throws Exception {
        List<Account> accounts = real.administration().accountsOf(schema.live());
        return new SchemaSwap.Plan(schema.live(), schema.shadow(), schema.retired(), accounts.getFirst());
    }

    /** What the journal says of the last step. */
    private String detail() {
        return QuarkusTransaction.requiringNew()
                .call(() -> String.valueOf(journal.of(id).getLast().detail()));
    }

    private long lines(RestoreStep.State state) {
        return QuarkusTransaction.requiringNew().call(() -> journal.of(id)).stream()
                .filter(line -> line.state() == state)
                .count();
    }
}

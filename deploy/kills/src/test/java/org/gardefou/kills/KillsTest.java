package org.gardefou.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gardefou.access.ssh.Sshd;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.Places;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.restic.CheckDepth;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL in the middle of a backup over SSH and of an export, and at random moments of backups, copies, forgetting, prunes, readings of data and comparisons, and of the start itself. Each start has the other
 * restic, where there are two. Then all that was begun must come to its end: no lock is left, the repositories are whole, each point that the
 * service offers comes back byte for byte, and there is no snapshot without a point, no point without a snapshot. Behind each kill is looked
 * for what must never be, and every so many kills all backups must end: the first kill that leaves something wrong ends the test.
 *
 * <p>{@code -Dgardefou.kills=100} for a long run; {@code -Dgardefou.kills.seed=N} for the same moments again.
 */
class KillsTest {

    private static final int SITES = 3;

    /** From the beginning of some work, from the readiness, or from the start of the process. */
    private static final int LATEST_MOMENT = 1_500;

    private static final int MOMENT_THERE = 400;
    private static final String EXPORT_PASSWORD = "cinq girafes lisent au jardin";
    private static final int OF_WHICH_EARLY = 8;
    private static final int OF_WHICH_ANY = 5;
    private static final int STOCKTAKING = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration END = Duration.ofSeconds(300);

    private final int kills = Integer.getInteger("gardefou.kills", 6);
    private final long seed = Optional.of(System.getProperty("gardefou.kills.seed", ""))
            .filter(text -> !text.isEmpty())
            .map(Long::valueOf)
            .orElseGet(System::nanoTime);
    private final Random random = new Random(seed);
    private final List<Optional<Path>> restics = restics();
    private final SortedMap<String, Integer> hit = new TreeMap<>();
    private int starts;
    private final List<ProcessHandle> orphans = new ArrayList<>();
    private final List<ProcessHandle> elsewhere = new ArrayList<>();
    private int outlived;
    private int done;
    private int killed;
    private int exported;
    private int taken;

    @TempDir
    Path place;

    @Test
    void whateverItWasKilledInTheMiddleOfComesToItsEnd() throws Exception {
        say("%d kills, seed %d", kills, seed);
        try {
            killAgainAndAgain();
        } catch (Throwable e) {
            say(
                    "stopped behind %d of %d kills: something is wrong (below). The same moments again: -Dgardefou.kills.seed=%d;"
                            + " what the service said: %s",
                    done, kills, seed, System.getProperty("gardefou.kills.logs"));
            throw e;
        }
    }

    private void killAgainAndAgain() throws Exception {
        try (Sshd sshd = new Sshd(Files.createDirectory(place.resolve("machine")));
                Victim victim = new Victim()) {
            start(victim, Hours.BUSY);
            victim.awaitReady();
            List<ChangingSite> sites = sites(sshd);
            // Not by the number of kills: one that comes early counts too, and must not take the place of the export's.
            int round = 0;
            for (int kill = 0; kill < kills; kill++) {
                done = kill;
                switch (round++) {
                    case 0 -> workThere(victim, sites.getFirst());
                    case 1 -> export(sites.getFirst());
                    default -> work(victim, sites);
                }
                kill(victim);
                start(victim, Hours.BUSY);
                // Some die before they are ready.
                if (kill < kills - 1 && random.nextInt(OF_WHICH_EARLY) == 0) {
                    pause(random.nextInt(LATEST_MOMENT));
                    kill(victim);
                    start(victim, Hours.BUSY);
                    kill++;
                }
                victim.awaitReady();
                outlived +=
                        (int) orphans.stream().filter(ProcessHandle::isAlive).count();
                orphans.clear();
                done = kill + 1;
                nothingIsWrong();
                if (done / STOCKTAKING > taken) {
                    taken = done / STOCKTAKING;
                    allThatWasAskedForEnds(sites);
                }
            }
            victim.stop();
            start(victim, Hours.LAST);
            victim.awaitReady();
            comesToItsEnd(sites);
            List<Examination> examinations = new ArrayList<>();
            for (ChangingSite site : sites) examinations.add(Examination.of(site, place));
            exportsAreWhole();
            victim.stop();
            int compared = examinations.stream().mapToInt(Examination::make).sum();
            say(
                    "seed %d: at work when killed: %s; restic processes that outlived their service and were at work when the"
                            + " next one was ready: %d; %d backups, of which %d failed; %d restores compared",
                    seed,
                    hit,
                    outlived,
                    Database.count("select count(*) from backup"),
                    Database.count("select count(*) from backup where state = 'FAILED'"),
                    compared);
        }
    }

    /** The first one is on another machine. */
    private List<ChangingSite> sites(Sshd sshd) {
        List<ChangingSite> sites = new ArrayList<>();
        for (int i = 0; i < SITES; i++) {
            TestSite site = TestSite.small();
            if (i == 0) site.overSsh(sshd.port, Sshd.user(), sshd.privateKey, sshd.fingerprint);
            sites.add(new ChangingSite(site, new Random(random.nextLong())));
        }
        Map<String, Object> second = Places.local();
        second.put("uploadKib", 6_000);
        Map<String, Object> first = Places.local();
        first.put("uploadKib", 3_000);
        first.put("copyTo", Places.registered(second).toString());
        first.put(
                "servers", sites.stream().map(one -> one.site.server.toString()).toList());
        Places.registered(first);
        return sites;
    }

    private void start(Victim victim, Map<String, String> settings) {
        victim.start(settings, restics.get(starts++ % restics.size()));
    }

    /** In the middle of a backup whose restic is on the other machine. */
    private void workThere(Victim victim, ChangingSite site) {
        site.changeAndBackUp();
        await("a restic on the other machine")
                .atMost(END)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !there(victim).isEmpty());
        pause(random.nextInt(MOMENT_THERE));
        elsewhere.addAll(there(victim));
    }

    /** What sshd started: all else that runs restic here was started by the service. */
    private static List<ProcessHandle> there(Victim victim) {
        List<ProcessHandle> ours = victim.restics();
        return ProcessHandle.current()
                .descendants()
                .filter(process -> !ours.contains(process)
                        && Victim.command(process).filter("backup"::equals).isPresent())
                .toList();
    }

    /** In the middle of the making of a customer's own copy. */
    private void export(ChangingSite site) {
        exported++;
        String point = await("a restore point to export")
                .atMost(END)
                .until(() -> pinned(site), Optional::isPresent)
                .orElseThrow();
        String asked = Api.operator()
                .body(Map.of("restorePoint", point, "password", EXPORT_PASSWORD))
                .post("/backups/v1/exports")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        await("the copying of an export")
                .atMost(END)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !List.of("PREPARING", "QUEUED")
                        .contains(Api.operator().get(asked).jsonPath().getString("state")));
        pause(random.nextInt(MOMENT_THERE));
    }

    /** A restore point that stays: the time of the others is over within seconds. */
    private static Optional<String> pinned(ChangingSite site) {
        site.changeAndBackUp();
        return site.points().stream()
                .map(point -> String.valueOf(point.get("id")))
                .filter(point -> Api.operator()
                                .header("If-Match", "*")
                                .body(Map.of("reason", "to be exported"))
                                .put("/backups/v1/restore-points/" + point + "/pin")
                                .statusCode()
                        == 200)
                .findFirst();
    }

    /** Mostly in the middle of something, which comes sooner or later, as the machine is at leisure or not; sometimes at any moment. */
    private void work(Victim victim, List<ChangingSite> sites) {
        sites.forEach(ChangingSite::changeAndBackUp);
        int moment = random.nextInt(LATEST_MOMENT);
        if (random.nextInt(OF_WHICH_ANY) > 0) victim.awaitWork(PATIENCE);
        pause(moment);
    }

    private void kill(Victim victim) {
        List<ProcessHandle> children = victim.restics();
        children.forEach(child -> hit.merge(Victim.command(child).orElse("ended"), 1, Integer::sum));
        if (children.isEmpty()) hit.merge("no restic", 1, Integer::sum);
        victim.kill();
        say(
                "kill %d of %d, %s",
                ++killed, kills, children.isEmpty() ? "no restic at work" : "at work: " + commands(children));
        // A claim of a dead process ends after twenty seconds, some of which go by in starting it anew; the rest is
        // skipped.
        Database.change("update repository_claim set alive_at = now() - interval '1 minute'");
        orphans.addAll(children);
    }

    private static List<String> commands(List<ProcessHandle> restics) {
        return restics.stream()
                .map(restic -> Victim.command(restic).orElse("ended"))
                .sorted()
                .toList();
    }

    /** What no kill may ever lead to, whatever is at work: the first such kill ends the test, and not the hundredth. */
    private void nothingIsWrong() {
        assertThat(Database.count("select count(*) from backup where state = 'FAILED'"))
                .as("backups that failed: see column failure of table backup")
                .isZero();
        assertThat(Database.count("select count(*) from restore_point where evidence = 'BROKEN'"))
                .as("restore points that are broken")
                .isZero();
        assertThat(Database.count(
                        "select count(*) from (select 1 from restore_point group by backup having count(*) > 1) twice"))
                .as("backups of which there are two restore points")
                .isZero();
    }

    /** Now and then what was killed is given the time to come to its end: nothing may be stuck, and nothing lie beside a site. */
    private void allThatWasAskedForEnds(List<ChangingSite> sites) {
        await("the end of all backups, behind %d kills".formatted(done))
                .atMost(END)
                .until(() -> Database.count("select count(*) from backup where ended_at is null") == 0);
        for (ChangingSite one : sites) {
            assertThat(one.site.beside())
                    .as("beside the site %s", one.site.site)
                    .isEmpty();
        }
        nothingIsWrong();
        say(
                "%d kills, and all is well: %d backups have ended; at work when killed: %s",
                done, Database.count("select count(*) from backup where ended_at is not null"), hit);
    }

    private void comesToItsEnd(List<ChangingSite> sites) {
        List<String> unfinished = List.of(
                "select count(*) from backup where ended_at is null",
                "select count(*) from snapshot_copy where state = 'WAITING' or outlived and state <> 'FORGOTTEN'",
                "select count(*) from restore_point where expired_at is not null and forgotten_at is null",
                "select count(*) from prune_wanted",
                "select count(*) from customer_export where state in ('PREPARING', 'QUEUED', 'COPYING')",
                "select count(*) from destination_seat where seated_at is null");
        unfinished.forEach(one -> await(one).atMost(END).until(() -> Database.count(one) == 0));
        String now = "select extract(epoch from now())::bigint";
        long from = Database.count(now);
        for (ChangingSite one : sites) {
            await("the comparison of " + one.site.site)
                    .atMost(END)
                    .until(() -> Database.count(
                                    "select count(*) from reconciliation r where site = '" + one.site.site
                                            + "' and extract(epoch from at) > " + from
                                            + " and outcome = 'AGREES' and not exists (select 1 from reconciliation l where l.site = r.site and l.id > r.id)")
                            == 1);
        }
        await("the end of what was at work on the other machine").atMost(END).until(() -> elsewhere.stream()
                .noneMatch(ProcessHandle::isAlive));
        // And everything works as before.
        sites.forEach(ChangingSite::changeAndBackUp);
        for (ChangingSite one : sites) {
            await("the last backup").atMost(END).until(() -> !one.atWork());
            assertThat(one.backups())
                    .as("no kill is a backup's failure")
                    .hasSize(one.asked())
                    .allSatisfy(backup ->
                            assertThat(backup.get("state")).as("%s", backup).isEqualTo("COMPLETED"));
            assertThat(one.points()).isNotEmpty();
        }
        unfinished.forEach(one -> await(one).atMost(END).until(() -> Database.count(one) == 0));
        assertThat(Database.count("select count(*) from restore_point where evidence = 'BROKEN'"))
                .isZero();
    }

    /** A customer's copy is not ended by a kill: it opens with their password, and holds what it is said to. */
    private void exportsAreWhole() {
        List<String> exports =
                Api.operator().get("/backups/v1/exports?state=READY").jsonPath().getList("items.id");
        assertThat(exports).as("exports that can be fetched").hasSize(exported);
        for (String export : exports) {
            ResticRepository repository = Restic.find()
                    .repository(RepositoryAccess.of(
                            Path.of(System.getProperty("gardefou.data.directory"), "exports", export, "repository")
                                    .toString(),
                            RepositoryPassword.of(EXPORT_PASSWORD),
                            place.resolve("cache")));
            assertThat(repository.snapshots()).hasSize(1);
            assertThat(repository.locks()).isEmpty();
            assertThat(repository.check(CheckDepth.readData()).clean()).isTrue();
        }
    }

    /** The machine's own, and the other one that is supported, where it was unpacked. */
    private static List<Optional<Path>> restics() {
        List<Optional<Path>> all = new ArrayList<>(List.of(Optional.empty()));
        Path unpacked = Path.of(System.getProperty("gardefou.root"), "target", "restic");
        try (Stream<Path> versions = Files.isDirectory(unpacked) ? Files.list(unpacked) : Stream.of()) {
            versions.map(version -> version.resolve("usr/bin"))
                    .filter(Files::isDirectory)
                    .map(Optional::of)
                    .forEach(all::add);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return List.copyOf(all);
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(String text, Object... facts) {
        System.out.println("[kills] " + text.formatted(facts));
    }
}

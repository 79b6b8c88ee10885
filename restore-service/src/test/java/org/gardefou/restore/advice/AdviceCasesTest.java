package org.gardefou.restore.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.restore.advice.Advice.Basis;
import org.gardefou.restore.advice.Advice.Standing;
import org.gardefou.restore.advice.Facts.Candidate;
import org.gardefou.restore.advice.Facts.Change;
import org.gardefou.restore.advice.Facts.Difference;
import org.gardefou.restore.advice.Facts.Proof;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.pace.Estimate;
import org.gardefou.restore.pace.Pace;
import org.gardefou.restore.pace.PaceRule;
import org.gardefou.restore.restorepoint.Breakage;
import org.gardefou.restore.restorepoint.Breakage.Sight;
import org.gardefou.restore.restorepoint.PointDifference.Group;
import org.gardefou.restore.restorepoint.RestorePoint.DumpedSchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What differences, evidence, rows and clocks add to an advice. Minutes are counted from the change. */
class AdviceCasesTest {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");
    private static final UUID SITE = Ids.next();
    private static final UUID CHANGE = Ids.next();
    private static final String PLUGINS = "/htdocs/wp-content/plugins/";

    private final List<Candidate> points = new ArrayList<>();
    private final List<Sight> sights = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private final List<Pace> paces = new ArrayList<>();

    @Test
    void thePluginThatTheDiagnosisNamesIsConfirmedByTheFiles() {
        Candidate good = point(-60);
        Candidate broken = point(20);
        update();
        seen("HEALTHY", -5, null);
        seen("DOWN", 3, CHANGE);
        differs(good, broken, plugin("shop-turbo", 3), group("UPLOADS", "uploads", "/htdocs/wp-content/uploads", 9));
        Advice advice = advise();
        assertThat(advice.culprits()).singleElement().satisfies(one -> {
            assertThat(one.basis()).containsExactly(Basis.DIAGNOSIS, Basis.DIFFERENCE);
            assertThat(one.path()).isEqualTo(PLUGINS + "shop-turbo");
            assertThat(one.change()).isEqualTo(CHANGE);
            assertThat(one.files()).isEqualTo(3);
            assertThat(one.text().fr()).contains("L'extension « shop-turbo »", "le diagnostic", "3 fichier(s)");
            assertThat(one.text().en())
                    .contains("plugin \"shop-turbo\"", "10:00:00", "09:00:00", "10:20:00", "broke after");
        });
        assertThat(advice.recommended()).isEqualTo(good.id());
    }

    @Test
    void whatTheFilesDoNotShowIsSaid() {
        Candidate good = point(-60);
        Candidate broken = point(20);
        update();
        seen("DOWN", 3, CHANGE);
        differs(good, broken, plugin("cart", 1));
        List<Advice.Culprit> culprits = advise().culprits();
        assertThat(culprits).extracting(Advice.Culprit::name).containsExactly("shop-turbo", "cart");
        assertThat(culprits.getFirst().text().en()).contains("do not show it");
    }

    @Test
    void withoutATiedChangeTheFilesNameTheCulpritAndClearTheLaterPoint() {
        // Given a point that the site was seen well behind, a later one with new pictures only, and one of the broken
        // site
        Candidate healthy = point(-60);
        Candidate later = point(-10);
        Candidate broken = point(20);
        seen("HEALTHY", -30, null);
        seen("DOWN", 3, null);
        differs(healthy, later, group("UPLOADS", "uploads", "/htdocs/wp-content/uploads", 4));
        differs(later, broken, plugin("shop-turbo", 3));
        Advice advice = advise();
        // Then
        assertThat(advice.recommended()).isEqualTo(later.id());
        assertThat(codes(advice, 0)).startsWith("PROGRAMS_AS_WHEN_HEALTHY");
        assertThat(advice.culprits()).singleElement().satisfies(one -> {
            assertThat(one.basis()).containsExactly(Basis.DIFFERENCE);
            assertThat(one.name()).isEqualTo("shop-turbo");
        });
        assertThat(advice.summary().en()).contains("the files show what changed before it (shop-turbo)");
        assertThat(advice.summary().fr()).contains("les fichiers montrent", "shop-turbo");
    }

    @Test
    void aLaterPointWithOtherProgramsStaysUncertain() {
        Candidate healthy = point(-60);
        Candidate later = point(-10);
        Candidate broken = point(20);
        seen("HEALTHY", -30, null);
        seen("DOWN", 3, null);
        differs(healthy, later, plugin("cart", 1));
        differs(later, broken, plugin("shop-turbo", 3));
        Advice advice = advise();
        assertThat(advice.recommended()).isEqualTo(healthy.id());
        assertThat(standings(advice)).containsExactly(Standing.GOOD, Standing.UNCERTAIN, Standing.BROKEN);
        assertThat(advice.culprits()).extracting(Advice.Culprit::name).containsExactly("shop-turbo", "cart");
    }

    @Test
    void ofSeveralChangesTheDiagnosedOneComesFirstAndEachIsNamedOnce() {
        point(-60);
        update();
        changes.add(new Change(Ids.next(), "site.theme-changed", "THEME", "nice", null, T.minusSeconds(60)));
        changes.add(new Change(Ids.next(), "site.plugin-updated", "PLUGIN", "shop-turbo", null, T.minusSeconds(120)));
        changes.add(new Change(Ids.next(), "site.php-changed", null, null, null, T.minusSeconds(90 * 60)));
        seen("DOWN", 3, CHANGE);
        List<Advice.Culprit> culprits = advise().culprits();
        assertThat(culprits).extracting(Advice.Culprit::name).containsExactly("shop-turbo", "nice");
        assertThat(culprits)
                .extracting(Advice.Culprit::basis)
                .containsExactly(List.of(Basis.DIAGNOSIS), List.of(Basis.TIMELINE));
        assertThat(culprits.getLast().text().fr()).contains("Le thème « nice »", "09:59:00");
    }

    @Test
    void aChangeThatIsOlderThanAllPointsLeavesNothingToAdvise() {
        point(1);
        point(2);
        update();
        seen("DOWN", 3, CHANGE);
        Advice advice = advise();
        assertThat(advice.recommended()).isNull();
        assertThat(standings(advice)).containsOnly(Standing.UNCERTAIN);
        assertThat(advice.culprits()).extracting(Advice.Culprit::name).containsExactly("shop-turbo");
        assertThat(advice.summary().en()).contains("No restore point was taken before the change");
    }

    @Test
    void theSafetyBackupOfAWarningIsUncertainUntilTheTroubleShows() {
        // Given a warning whose backup is made a second behind the change, and an error that comes a minute later
        Candidate safety = completed(point(0), Duration.ofSeconds(8));
        point(-60);
        update();
        seen("DOWN", 1, CHANGE);
        Advice advice = advise();
        assertThat(advice.options().getLast().restorePoint()).isEqualTo(safety.id());
        assertThat(standings(advice)).containsExactly(Standing.GOOD, Standing.UNCERTAIN);
        assertThat(advice.options().getLast().containsBreakage()).isFalse();
    }

    @Test
    void aBackupThatRanWhileTheChangeWasMadeIsNotAdvised() {
        Candidate running = completed(point(-2), Duration.ofMinutes(3));
        Candidate good = point(-60);
        Candidate broken = point(20);
        update();
        seen("DOWN", 5, CHANGE);
        Advice advice = advise();
        assertThat(advice.recommended()).isEqualTo(good.id());
        assertThat(codes(advice, 1)).startsWith("TAKEN_DURING_THE_CHANGE");
        // And where the change shows behind it only, it was not in it
        differs(running, broken, plugin("shop-turbo", 3));
        assertThat(advise().recommended()).isEqualTo(running.id());
        // And a clock that was set meanwhile is no backup of a week
        points.set(0, completed(point(-3), Duration.ofDays(7)));
        differences.clear();
        assertThat(advise().recommended()).isEqualTo(points.getFirst().id());
    }

    @Test
    void filesThatShowTheChangeCountMoreThanClocks() {
        // Given a server whose clock is two minutes behind: its point seems to be from before the change
        Candidate good = point(-60);
        Candidate skewed = point(-1);
        Candidate broken = point(20);
        update();
        seen("DOWN", 3, CHANGE);
        differs(good, skewed, plugin("shop-turbo", 3));
        differs(skewed, broken, group("OTHER", "htdocs", "/htdocs", 1));
        Advice advice = advise();
        assertThat(advice.recommended()).isEqualTo(good.id());
        assertThat(codes(advice, 1)).startsWith("DIFFERENCE_SHOWS_THE_CHANGE");
        // And where the next point is the safety backup that the announced update made, the change was not made yet
        Candidate announced = point(1);
        differences.removeLast();
        differs(skewed, announced, group("OTHER", "htdocs", "/htdocs", 1));
        assertThat(advise().recommended()).isEqualTo(skewed.id());
        points.remove(announced);
        differs(skewed, broken, group("OTHER", "htdocs", "/htdocs", 1));
        // And where the next point shows it as well, the first was an earlier update
        differences.removeLast();
        differs(skewed, broken, plugin("shop-turbo", 2));
        assertThat(advise().recommended()).isEqualTo(skewed.id());
    }

    @Test
    void aDamagedPointIsNoOptionAndTheNextBestSaysSo() {
        Candidate good = point(-60);
        Candidate damaged = point(-10);
        points.set(1, new Candidate(damaged.id(), damaged.takenAt(), null, 1, 1, null, null, true));
        update();
        seen("DOWN", 3, CHANGE);
        Advice advice = advise();
        assertThat(advice.options()).extracting(Advice.Option::restorePoint).containsExactly(good.id());
        assertThat(codes(advice, 0)).contains("NEWER_ONE_DAMAGED");
        // And where all are, that is said
        points.removeFirst();
        assertThat(advise().summary().en()).contains("All restore points of this site are damaged");
        assertThat(advise().recommended()).isNull();
    }

    @Test
    void theNewestGoodOneIsAdvisedAndTheOneThatWasTriedIsNamed() {
        Candidate tried = proved(point(-120), new Proof("BOOTED", "PASSED", null));
        Candidate newer = proved(point(-60), new Proof("DUMP_COMPLETE", null, null));
        update();
        seen("DOWN", 3, CHANGE);
        Advice advice = advise();
        assertThat(advice.recommended()).isEqualTo(newer.id());
        assertThat(codes(advice, 0))
                .containsExactly("BEFORE_THE_CHANGE", "NEWEST_SUITABLE", "DUMP_COMPLETE", "OLDER_ONE_PROVED");
        assertThat(advice.options().getLast().restorePoint()).isEqualTo(tried.id());
        assertThat(codes(advice, 1)).containsExactly("BEFORE_THE_CHANGE", "PROVED_BY_BOOT");
        assertThat(advice.options().getFirst().evidence()).isEqualTo("DUMP_COMPLETE");
    }

    @Test
    void aPointWhoseSiteWasNotWellOnTrialGivesWayToOneThatWas() {
        proved(point(-60), new Proof("DATA_READ", "DOUBTFUL", new Text("page blanche", "an empty page")));
        Candidate older = point(-120);
        seen("HEALTHY", -5, null);
        Advice advice = advise();
        assertThat(advice.recommended()).isEqualTo(older.id());
        assertThat(advice.options().getLast().standing()).isEqualTo(Standing.UNCERTAIN);
        assertThat(advice.options().getLast().reasons().getFirst().text().en()).contains("an empty page");
    }

    @Test
    void ofUncertainOnesTheOneThatWorkedOnTrialComesFirst() {
        Candidate worked = proved(point(1), new Proof("BOOTED", "PASSED", null));
        point(2);
        update();
        seen("DOWN", 3, CHANGE);
        Advice advice = advise();
        assertThat(advice.options().getFirst().restorePoint()).isEqualTo(worked.id());
        assertThat(advice.recommended()).isNull();
    }

    @Test
    void aClockAheadLosesNothingRatherThanLessThanNothing() {
        Candidate future = point(60 * 24);
        Advice advice = advise();
        assertThat(advice.options().getFirst().restorePoint()).isEqualTo(future.id());
        assertThat(advice.options().getFirst().loss().since()).isZero();
    }

    @Test
    void whatIsLostIsCountedByRowsAndByFiles() {
        Candidate old = counted(point(-120), Map.of("wp_options", 9L, "wp_posts", 100L, "wp_comments", 5L));
        Candidate middle = counted(
                point(-60),
                Map.of("wp_options", 9L, "wp_posts", 112L, "wp_comments", 5L, "wp_wc_orders", 7L, "wp_usermeta", 1L));
        Candidate broken = counted(point(20), Map.of("wp_options", 9L, "wp_posts", 0L, "wp_comments", 6L));
        update();
        seen("DOWN", 3, CHANGE);
        differs(old, middle, group("UPLOADS", "uploads", "/htdocs/wp-content/uploads", 4));
        differs(middle, broken, plugin("shop-turbo", 3));
        Advice advice = advise();
        // Then against the most that there was, not against what the breakage left
        Advice.Loss ofOld = advice.options().get(1).loss();
        assertThat(ofOld.content()).isEqualTo(new Advice.LostContent(12L, 1L, null, null, broken.takenAt()));
        assertThat(ofOld.files()).isEqualTo(new Advice.LostFiles(0, 7, 0, 4, broken.takenAt()));
        assertThat(ofOld.text().fr()).contains("jusqu'à 12 article(s)", "1 commentaire(s)", "dont 4 envoyés");
        assertThat(ofOld.text().en()).contains("up to 12 post(s)", "4 of them uploads");
        assertThat(advice.options().getFirst().loss().content())
                .isEqualTo(new Advice.LostContent(0L, 1L, null, null, broken.takenAt()));
        // And of the newest there is nothing to count by
        assertThat(advice.options().getLast().loss().content()).isNull();
        assertThat(advice.options().getLast().loss().files()).isNull();
    }

    @Test
    void tablesAreKnownByTheirNamesWhateverTheirPrefix() {
        Counts shop = Counts.of(List.of(new DumpedSchema(
                "s",
                List.of(),
                Map.of(
                        "x_options",
                        1L,
                        "x_posts",
                        10L,
                        "x_2_options",
                        1L,
                        "x_2_posts",
                        5L,
                        "x_comments",
                        3L,
                        "x_users",
                        4L,
                        "x_usermeta",
                        40L,
                        "x_wc_orders",
                        0L,
                        "x_wc_order_stats",
                        6L))));
        assertThat(shop).isEqualTo(new Counts(15, 3, 4, 6));
        assertThat(Counts.of(List.of(new DumpedSchema(
                        "p", List.of(), Map.of("ps_configuration", 1L, "ps_orders", 8L, "ps_customer", 5L)))))
                .isEqualTo(new Counts(-1, -1, 5, 8));
        assertThat(Counts.of(List.of(new DumpedSchema("other", List.of(), Map.of("posts", 1L)))))
                .isNull();
        assertThat(Counts.of(List.of(new DumpedSchema("old", List.of("wp_posts"), null))))
                .isNull();
    }

    @Test
    void aDurationIsARangeThatSaysWhereItComesFrom() {
        long bytes = 60_000_000;
        assertThat(PaceRule.estimate(bytes, List.of()).source()).isEqualTo(Estimate.Source.ASSUMED);
        // Given one restore of the site, of half as much: twice as long for the bytes, and wide
        Pace own = new Pace(true, bytes / 2, Duration.ofSeconds(10), Duration.ofSeconds(4));
        Pace other = new Pace(false, bytes, Duration.ofSeconds(100), Duration.ofSeconds(60));
        Estimate range = PaceRule.estimate(bytes, List.of(own, other));
        assertThat(range)
                .isEqualTo(new Estimate(
                        Duration.ofSeconds(16),
                        Duration.ofSeconds(24),
                        Duration.ofSeconds(36),
                        Estimate.Source.THIS_SITE,
                        1));
        assertThat(PaceRule.text(range).fr())
                .isEqualTo("Entre 16 s et 36 s, d'après 1 restauration(s) précédente(s) de ce site.");
        assertThat(PaceRule.estimate(bytes, List.of(other)).source()).isEqualTo(Estimate.Source.SAME_SERVER);
        // And a single table says nothing of a whole site
        Pace table = new Pace(true, 10_000, Duration.ofSeconds(3), Duration.ofSeconds(4));
        assertThat(PaceRule.estimate(bytes, List.of(table)).source()).isEqualTo(Estimate.Source.ASSUMED);
        assertThat(PaceRule.estimate(bytes, List.of(table, own))).isEqualTo(range);
        assertThat(PaceRule.estimate(0, List.of(new Pace(true, 0, Duration.ZERO, Duration.ZERO)))
                        .likely())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(PaceRule.text(PaceRule.estimate(
                                1L << 40, List.of(new Pace(false, 1L << 39, Duration.ofHours(2), Duration.ZERO))))
                        .en())
                .contains(" h ");
    }

    private Candidate point(int minutes) {
        Candidate made =
                new Candidate(Ids.next(), T.plusSeconds(60L * minutes), null, 3_000, 60_000_000, null, null, false);
        points.add(made);
        return made;
    }

    private Candidate completed(Candidate point, Duration after) {
        return replace(
                point,
                new Candidate(
                        point.id(),
                        point.takenAt(),
                        point.takenAt().plus(after),
                        3_000,
                        60_000_000,
                        null,
                        null,
                        false));
    }

    private Candidate proved(Candidate point, Proof proof) {
        return replace(point, new Candidate(point.id(), point.takenAt(), null, 3_000, 60_000_000, null, proof, false));
    }

    private Candidate counted(Candidate point, Map<String, Long> rows) {
        return replace(
                point,
                new Candidate(
                        point.id(),
                        point.takenAt(),
                        null,
                        3_000,
                        60_000_000,
                        Counts.of(List.of(new DumpedSchema("shop", List.of(), rows))),
                        null,
                        false));
    }

    private Candidate replace(Candidate point, Candidate by) {
        points.replaceAll(one -> one.id().equals(point.id()) ? by : one);
        return by;
    }

    private void update() {
        changes.add(
                new Change(CHANGE, "site.plugin-updated", "PLUGIN", "shop-turbo", "wp-content/plugins/shop-turbo", T));
    }

    private void seen(String health, int minutes, @Nullable UUID change) {
        sights.add(new Sight(
                Ids.next(), health, T.plusSeconds(60L * minutes), null, change, change == null ? null : T, null));
    }

    private void differs(Candidate since, Candidate point, Group... groups) {
        long changed = List.of(groups).stream().mapToLong(Group::files).sum();
        differences.add(new Difference(
                point.id(), point.takenAt(), since.id(), since.takenAt(), 0, 0, changed, List.of(groups)));
    }

    private static Group plugin(String name, long files) {
        return group("PLUGIN", name, PLUGINS + name, files);
    }

    private static Group group(String kind, String name, String path, long files) {
        return new Group(kind, name, path, 0, 0, files);
    }

    private Advice advise() {
        List<Sight> healthy =
                sights.stream().filter(one -> one.health().equals("HEALTHY")).toList();
        return Advisor.advise(
                SITE,
                new Facts(
                        points,
                        Breakage.in(sights),
                        null,
                        healthy.isEmpty() ? null : healthy.getLast().at(),
                        changes,
                        differences,
                        paces,
                        T.plusSeconds(30 * 60)));
    }

    private static List<Standing> standings(Advice advice) {
        return advice.options().stream().map(Advice.Option::standing).toList();
    }

    private static List<String> codes(Advice advice, int option) {
        return advice.options().get(option).reasons().stream()
                .map(Advice.Reason::code)
                .toList();
    }
}

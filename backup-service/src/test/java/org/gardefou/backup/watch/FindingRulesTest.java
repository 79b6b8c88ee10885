package org.gardefou.backup.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.gardefou.backup.restorepoint.Churn;
import org.gardefou.backup.run.Failure;
import org.gardefou.backup.watch.Signal.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingRulesTest {

    private static final long MEGA = 1L << 20;
    private static final SizeRule.Limits SIZE = new SizeRule.Limits(3, 50, 50 * MEGA, 200, 200, 1024 * MEGA);
    private static final ChurnRule.Limits CHURN = new ChurnRule.Limits(30, 4, 50, 50);
    private static final List<Observed> WEEK = Collections.nCopies(7, sized(3000, 400));

    @Test
    void aBackupThatLostHalfIsShrinking() {
        assertThat(size(sized(3000, 199), WEEK)).contains(Kind.SHRINKING);
        assertThat(size(sized(1400, 400), WEEK)).contains(Kind.SHRINKING);
        assertThat(size(sized(2000, 250), WEEK)).isEmpty();
    }

    @Test
    void ofASmallSiteHalfIsNothing() {
        assertThat(size(sized(20, 1), Collections.nCopies(7, sized(90, 30)))).isEmpty();
    }

    @Test
    void aBackupThreeTimesAsLargeIsGrowing() {
        assertThat(size(sized(3100, 1500), WEEK)).contains(Kind.GROWING);
        assertThat(size(sized(3100, 1100), WEEK))
                .as("less than a gigabyte more")
                .isEmpty();
        assertThat(size(sized(3100, 30_000), Collections.nCopies(7, sized(3000, 20_000))))
                .as("half as much more of a large site")
                .isEmpty();
    }

    @Test
    void theFirstBackupsOfASiteAreNeverOdd() {
        assertThat(size(sized(9000, 9000), List.of())).isEmpty();
        assertThat(size(sized(9000, 9000), Collections.nCopies(2, sized(1, 0)))).isEmpty();
    }

    @Test
    void oneOddBackupAmongThoseBeforeChangesNothing() {
        List<Observed> before = List.of(sized(5, 0), sized(3000, 400), sized(3000, 400), sized(3000, 400));
        assertThat(size(sized(3000, 400), before)).isEmpty();
    }

    @Test
    void aSizeThatStaysBecomesTheUsualOne() {
        List<Observed> before = List.of(
                sized(900, 100),
                sized(900, 100),
                sized(900, 100),
                sized(900, 100),
                sized(3000, 400),
                sized(3000, 400),
                sized(3000, 400));
        assertThat(size(sized(900, 100), before)).isEmpty();
    }

    @Test
    void aDatabaseWithoutTablesAndAFolderWithoutFilesFellSilent() {
        Observed before = site(3000, Map.of("shop", 12, "forum", 0));
        assertThat(SilenceRule.fallen(site(3000, Map.of("shop", 0, "forum", 0)), before))
                .extracting(Signal::subject)
                .containsExactly("shop");
        assertThat(SilenceRule.fallen(site(3000, Map.of("forum", 0)), before))
                .extracting(Signal::subject)
                .containsExactly("shop");
        // Three dumps of each database and a description are ours
        assertThat(SilenceRule.fallen(site(7, Map.of("shop", 12, "forum", 0)), before))
                .extracting(Signal::subject)
                .containsExactly("");
        assertThat(SilenceRule.fallen(before, before)).isEmpty();
    }

    @Test
    void aSourceThatIsBackIsSilentNoMore() {
        assertThat(SilenceRule.back(Set.of("", "*", "shop", "forum"), site(3000, Map.of("shop", 12))))
                .containsExactlyInAnyOrder("", "*", "shop");
    }

    @Test
    void aFailureSaysSoOnlyWhereSomethingIsMissing() {
        assertThat(SilenceRule.failed(Failure.Code.FILES_MISSING)).isPresent();
        assertThat(SilenceRule.failed(Failure.Code.DATABASE_MISSING)).isPresent();
        assertThat(SilenceRule.failed(Failure.Code.NO_SPACE)).isEmpty();
    }

    @Test
    void whatIsEncryptedIsTold() {
        // Given a quiet site, all files of which bear a new ending
        Observed now = churn(3000, 0, 20);
        List<Observed> before = Collections.nCopies(7, churn(5, 10, 3000));
        assertThat(ChurnRule.unusual(now, before, CHURN)).isTrue();
        NameFacts.Counting names = wordPress();
        files().forEach(path -> {
            names.removed(path);
            names.added(path + ".crypt");
        });
        assertThat(ChurnRule.judge(now, before, names.facts(), CHURN)).get().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(Kind.CHURN);
            assertThat(signal.facts()).containsEntry("strangeNames", 3000L);
        });
    }

    @Test
    void namesDrawnByLotAreToldAsWell() {
        NameFacts.Counting names = wordPress();
        files().forEach(names::removed);
        IntStream.range(0, 3000)
                .forEach(i -> names.added("/htdocs/uploads/a%03d9f3c7e1b8d2a6f4c%04x.jpg".formatted(i % 999, i)));
        assertThat(ChurnRule.judge(churn(3000, 0, 20), List.of(churn(5, 10, 3000)), names.facts(), CHURN))
                .isPresent();
    }

    @Test
    void picturesThatAreRewrittenInTheirPlaceAreTold() {
        NameFacts.Counting names = wordPress();
        files().filter(path -> path.endsWith(".jpg")).forEach(names::changed);
        assertThat(ChurnRule.judge(churn(0, 1000, 2000), List.of(churn(5, 10, 3000)), names.facts(), CHURN))
                .isPresent();
    }

    @Test
    void aLargeUpdateIsNone() {
        // Given an update that rewrites the programs, brings new ones of a kind that the site did not have, and takes
        // old ones away
        Observed now = churn(400, 1900, 700);
        List<Observed> before = Collections.nCopies(7, churn(5, 10, 3000));
        assertThat(ChurnRule.unusual(now, before, CHURN)).isTrue();
        NameFacts.Counting names = wordPress();
        files().filter(path -> path.endsWith(".php")).forEach(names::changed);
        IntStream.range(0, 400).forEach(i -> names.added("/htdocs/wp-includes/js/module-%d.mjs".formatted(i)));
        IntStream.range(0, 300).forEach(i -> names.removed("/htdocs/wp-includes/js/old-%d.js".formatted(i)));
        assertThat(ChurnRule.judge(now, before, names.facts(), CHURN)).isEmpty();
    }

    @Test
    void picturesThatGetASmallerBrotherAreNone() {
        NameFacts.Counting names = wordPress();
        files().filter(path -> path.endsWith(".jpg")).forEach(path -> names.added(path.replace(".jpg", ".webp")));
        assertThat(ChurnRule.judge(churn(1000, 0, 3000), List.of(churn(5, 10, 3000)), names.facts(), CHURN))
                .isEmpty();
    }

    @Test
    void aCacheThatIsFilledIsNone() {
        NameFacts.Counting names = wordPress();
        IntStream.range(0, 2000)
                .forEach(i -> names.added("/htdocs/wp-content/cache/a9f3c7e1b8d2a6f4c%04x.cached".formatted(i)));
        assertThat(ChurnRule.judge(churn(2000, 0, 3000), List.of(churn(5, 10, 3000)), names.facts(), CHURN))
                .isEmpty();
    }

    @Test
    void theFirstBackupOfASiteAndOneWithoutCountsAreNone() {
        assertThat(ChurnRule.unusual(churn(3000, 0, 0), List.of(), CHURN)).isFalse();
        assertThat(ChurnRule.unusual(churn(3000, 0, 0), WEEK, CHURN))
                .as("nothing in common: another folder")
                .isFalse();
        assertThat(ChurnRule.unusual(sized(3000, 400), WEEK, CHURN)).isFalse();
    }

    @Test
    void aSiteThatAlwaysChangesALotIsLookedIntoOnlyWhenAllDoes() {
        List<Observed> before = Collections.nCopies(7, churn(500, 1000, 1500));
        assertThat(ChurnRule.unusual(churn(800, 1400, 800), before, CHURN)).isFalse();
        assertThat(ChurnRule.unusual(churn(2900, 90, 10), before, CHURN)).isTrue();
    }

    @Test
    void ofAFewFilesNothingIsSaid() {
        assertThat(ChurnRule.unusual(churn(49, 0, 2), Collections.nCopies(7, churn(0, 1, 50)), CHURN))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.php",
                "wp-settings.php",
                "IMG_20261123_101500.jpg",
                "DSC0001234567890.jpg",
                "class-wp-rest-block-pattern-categories-controller.php",
                "politique-de-confidentialite-2026.pdf",
                "screenshot-2026-11-23-1015.png",
                "jquery-3.7.1.min.js"
            })
    void namesThatPeopleAndProgramsGiveHaveAMeaning(String name) {
        assertThat(Meaningless.is(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"d41d8cd98f00b204e9800998ecf8427e", "a9F3kQ72mZx81LpR0tVw", "4bba301e0c1f2a5d7e90d3b8.bin"})
    void namesDrawnByLotHaveNone(String name) {
        assertThat(Meaningless.is(name)).isTrue();
    }

    private static NameFacts.Counting wordPress() {
        NameFacts.Counting names = new NameFacts.Counting();
        files().forEach(names::before);
        return names;
    }

    /** Two thousand programs and a thousand pictures. */
    private static java.util.stream.Stream<String> files() {
        return IntStream.range(0, 3000)
                .mapToObj(i -> i < 2000
                        ? "/htdocs/wp-includes/part-%d.php".formatted(i)
                        : "/htdocs/wp-content/uploads/photo-%d.jpg".formatted(i));
    }

    private static Optional<Kind> size(Observed now, List<Observed> before) {
        return SizeRule.judge(now, before, SIZE).map(Signal::kind);
    }

    private static Observed sized(long files, long megas) {
        return new Observed(files, megas * MEGA, Map.of(), Optional.empty());
    }

    private static Observed site(long files, Map<String, Integer> tables) {
        return new Observed(files, 400 * MEGA, tables, Optional.empty());
    }

    private static Observed churn(long added, long changed, long unmodified) {
        return new Observed(
                added + changed + unmodified, 400 * MEGA, Map.of(), Optional.of(new Churn(added, changed, unmodified)));
    }
}

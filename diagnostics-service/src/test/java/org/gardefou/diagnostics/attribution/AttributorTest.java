package org.gardefou.diagnostics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.diagnostics.attribution.Attribution.Party;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Signature.Area;
import org.gardefou.diagnostics.signature.Signature.Prior;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AttributorTest {

    private static final Instant BROKE = Instant.parse("2026-11-23T10:00:00Z");
    private static final String PLUGIN = "wp-content/plugins/shop-turbo";

    /** What the checks find for the ways in which sites break. */
    enum Broken {
        PLUGIN_FATAL(
                "PHP_UNDEFINED_FUNCTION_OR_CLASS",
                Area.CODE,
                Prior.MIXED,
                "wp-content/plugins/shop-turbo/shop-turbo.php"),
        THEME_PARSE("PHP_PARSE_ERROR", Area.CODE, Prior.CUSTOMER_CHANGE, "wp-content/themes/twenty/functions.php"),
        THEME_GONE("WP_THEME_MISSING", Area.CODE, Prior.CUSTOMER_CHANGE, "wp-content/themes/twenty"),
        CORE_GONE("PHP_REQUIRE_MISSING", Area.CODE, Prior.CUSTOMER_CHANGE, "wp-includes/load.php"),
        HTACCESS("HTACCESS_INVALID_COMMAND", Area.WEB_SERVER, Prior.CUSTOMER_CHANGE, ".htaccess"),
        PASSWORD("MYSQL_ACCESS_DENIED", Area.DATABASE, Prior.CUSTOMER_CHANGE, "wp-config.php"),
        TABLE_GONE("MYSQL_TABLE_MISSING", Area.DATABASE, Prior.CUSTOMER_CHANGE, null),
        SITEURL("WP_SITEURL_MISMATCH", Area.DATABASE, Prior.CUSTOMER_CHANGE, null),
        NAME_GONE("DNS_NXDOMAIN", Area.ADDRESS, Prior.CUSTOMER_CHANGE, null),
        GATEWAY("HTTP_5XX", Area.CODE, Prior.MIXED, null),
        DATABASE_DOWN("DATABASE_DOWN", Area.PLATFORM, Prior.PLATFORM, null, Witness.OWN_PROBE),
        PHP_DOWN("PHP_FPM_DOWN", Area.PLATFORM, Prior.PLATFORM, null, Witness.OWN_PROBE),
        SERVER_DOWN("SERVER_WIDE_FAILURE", Area.PLATFORM, Prior.PLATFORM, null, Witness.OWN_PROBE),
        DISK_FULL("NO_SPACE", Area.PLATFORM, Prior.PLATFORM, null, Witness.OWN_PROBE),
        SAID_BY_THE_SERVER("NGX_UPSTREAM_REFUSED", Area.PLATFORM, Prior.PLATFORM, null, Witness.SERVER_ONLY),
        SAID_BY_THE_SITE("MYSQL_GONE_AWAY", Area.DATABASE, Prior.PLATFORM, null, Witness.CUSTOMER_WRITABLE);

        final Finding finding;

        Broken(String signature, Area area, Prior prior, @Nullable String file) {
            this(signature, area, prior, file, Witness.CUSTOMER_WRITABLE);
        }

        Broken(String signature, Area area, Prior prior, @Nullable String file, Witness witness) {
            finding = AttributorTest.finding(signature, area, prior, 80, file).witnessedBy(witness);
        }
    }

    static Stream<Arguments> customersChanges() {
        return Stream.of(
                Arguments.of(Broken.PLUGIN_FATAL, "site.plugin-updated", PLUGIN, 0.9),
                Arguments.of(Broken.PLUGIN_FATAL, "site.plugin-activated", PLUGIN, 0.9),
                Arguments.of(Broken.PLUGIN_FATAL, "site.plugin-installed", PLUGIN + "/", 0.9),
                Arguments.of(Broken.PLUGIN_FATAL, "site.php-changed", null, 0.8),
                Arguments.of(Broken.PLUGIN_FATAL, "site.cms-updated", null, 0.8),
                Arguments.of(Broken.THEME_PARSE, "site.theme-changed", "wp-content/themes/twenty", 0.9),
                Arguments.of(Broken.THEME_PARSE, "site.files-changed", "wp-content/themes/twenty/functions.php", 0.9),
                Arguments.of(Broken.THEME_GONE, "site.files-changed", "wp-content/themes/twenty", 0.9),
                Arguments.of(Broken.THEME_GONE, "site.theme-changed", "wp-content/themes/twenty", 0.9),
                Arguments.of(Broken.CORE_GONE, "site.files-changed", "wp-includes/load.php", 0.9),
                Arguments.of(Broken.HTACCESS, "site.files-changed", ".htaccess", 0.9),
                Arguments.of(Broken.HTACCESS, "site.settings-changed", null, 0.8),
                Arguments.of(Broken.PASSWORD, "site.settings-changed", null, 0.8),
                Arguments.of(Broken.PASSWORD, "site.files-changed", "wp-config.php", 0.9),
                Arguments.of(Broken.PASSWORD, "site.database-changed", null, 0.8),
                Arguments.of(Broken.TABLE_GONE, "site.database-changed", null, 0.8),
                Arguments.of(Broken.SITEURL, "site.database-changed", null, 0.8),
                Arguments.of(Broken.SITEURL, "site.settings-changed", null, 0.8),
                Arguments.of(Broken.NAME_GONE, "site.dns-changed", null, 0.8),
                // A gateway's error is the customer's code's to send.
                Arguments.of(Broken.GATEWAY, "site.plugin-updated", PLUGIN, 0.8));
    }

    @Test
    void whatALogSaidOfAnEarlierBreakageIsNotTheCauseOfThisOne() {
        // Given the line of a theme that broke half a minute ago and was put right, and one of this request
        Change theme = change("site.theme-changed", "CUSTOMER", "wp-content/themes/twenty", Duration.ofSeconds(60));
        Change plugin = change("site.plugin-updated", "CUSTOMER", PLUGIN, Duration.ofSeconds(20));
        Finding over = written(Broken.THEME_PARSE.finding, BROKE.minusSeconds(30));
        Finding now = written(Broken.PLUGIN_FATAL.finding, BROKE);
        // When
        Attribution result = Attributor.attribute(List.of(over, now), List.of(plugin, theme));
        // Then
        assertThat(result.cause()).isEqualTo(now);
        assertThat(result.change()).isEqualTo(plugin);
        // And what the examination saw itself is not set aside by what a log says later
        assertThat(Attributor.attribute(List.of(Broken.TABLE_GONE.finding, over), List.of())
                        .cause())
                .isIn(Broken.TABLE_GONE.finding, over);
        assertThat(Attributor.attribute(List.of(over), List.of(theme)).cause()).isEqualTo(over);
    }

    @Test
    void whatIsSeenCountsBeforeWhatWasWrittenBeforeTheSiteWasAsked() {
        Finding seen = Broken.TABLE_GONE.finding;
        Finding loudLog = heavier(Broken.PLUGIN_FATAL.finding, seen.weight() + 10);

        Finding before = written(loudLog, seen.firstSeen().minusSeconds(3));
        assertThat(Attributor.attribute(List.of(before, seen), List.of()).cause())
                .isEqualTo(seen);
        // Written by the very request: logs count in whole seconds
        Finding now = written(loudLog, seen.firstSeen().minusMillis(900));
        assertThat(Attributor.attribute(List.of(now, seen), List.of()).cause()).isEqualTo(now);
        // A bare status code explains nothing
        Finding status = heavier(seen, 20);
        assertThat(Attributor.attribute(List.of(before, status), List.of()).cause())
                .isEqualTo(before);
    }

    private static Finding heavier(Finding finding, int weight) {
        return new Finding(
                finding.signature(),
                finding.area(),
                finding.prior(),
                weight,
                finding.text(),
                finding.guide(),
                finding.file(),
                finding.line(),
                finding.evidence(),
                finding.firstSeen());
    }

    private static Finding written(Finding finding, Instant last) {
        return new Finding(
                finding.signature(),
                finding.area(),
                finding.prior(),
                finding.weight(),
                finding.text(),
                finding.guide(),
                finding.file(),
                finding.line(),
                finding.evidence(),
                last,
                last,
                finding.witness());
    }

    @ParameterizedTest
    @MethodSource("customersChanges")
    void whatFollowsTheCustomersChangeIsTheCustomers(
            Broken broken, String type, @Nullable String path, double atLeast) {
        Change change = change(type, "CUSTOMER", path, Duration.ofSeconds(20));

        Attribution result = Attributor.attribute(List.of(broken.finding), List.of(change));

        assertThat(result.party()).isEqualTo(Party.CUSTOMER_CHANGE);
        assertThat(result.change()).isEqualTo(change);
        assertThat(result.cause()).isEqualTo(broken.finding);
        assertThat(result.confidence()).isBetween(atLeast, 0.95);
        assertThat(result.evidence()).extracting(Attribution.Evidence::kind).contains("TIME", "SIGNATURE", "ACTOR");
    }

    @ParameterizedTest
    @MethodSource("customersChanges")
    void theSameChangeByStaffOrAJobIsThePlatforms(Broken broken, String type, @Nullable String path) {
        for (String actor : List.of("STAFF", "AUTOMATION")) {
            Change change = change(type, actor, path, Duration.ofSeconds(20));

            Attribution result = Attributor.attribute(List.of(broken.finding), List.of(change));

            assertThat(result.party()).isEqualTo(Party.PLATFORM);
            assertThat(result.change()).isEqualTo(change);
        }
    }

    @ParameterizedTest
    @MethodSource("customersChanges")
    void aChangeByNobodyKnowsWhomLeavesThePartyOpen(Broken broken, String type, @Nullable String path) {
        Change change = change(type, "UNKNOWN", path, Duration.ofSeconds(20));

        Attribution result = Attributor.attribute(List.of(broken.finding), List.of(change));

        assertThat(result.party()).isEqualTo(Party.UNDETERMINED);
        assertThat(result.change()).isEqualTo(change);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"DATABASE_DOWN", "PHP_DOWN", "SERVER_DOWN", "DISK_FULL"},
            mode = EnumSource.Mode.EXCLUDE)
    void thatNoChangeIsKnownNeverProvesThatItWasThePlatform(Broken broken) {
        Attribution result = Attributor.attribute(List.of(broken.finding), List.of());

        assertThat(result.party()).isEqualTo(Party.UNDETERMINED);
        assertThat(result.change()).isNull();
        assertThat(result.confidence()).isLessThan(Attributor.SURE_ENOUGH);
        assertThat(result.evidence()).extracting(Attribution.Evidence::kind).contains("NO_CHANGE_KNOWN");
        assertThat(result.settledBy()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"DATABASE_DOWN", "PHP_DOWN", "SERVER_DOWN", "DISK_FULL"})
    void whatWeSawOurselvesToFailOnTheServerIsThePlatformsWhateverChangedBefore(Broken broken) {
        Change plugin = change("site.plugin-updated", "CUSTOMER", PLUGIN, Duration.ofSeconds(20));
        for (List<Change> changes : List.of(List.<Change>of(), List.of(plugin))) {
            Attribution result = Attributor.attribute(List.of(broken.finding), changes);

            assertThat(result.party()).isEqualTo(Party.PLATFORM);
            assertThat(result.change()).isNull();
            assertThat(result.confidence()).isEqualTo(0.7);
            assertThat(result.settledBy()).isNull();
        }
    }

    @Test
    void whatTheSiteItselfSaysOfThePlatformIsExplainedByItsOwnChange() {
        Change plugin = change("site.plugin-updated", "CUSTOMER", PLUGIN, Duration.ofSeconds(20));

        Attribution result = Attributor.attribute(List.of(Broken.SAID_BY_THE_SITE.finding), List.of(plugin));

        assertThat(result.party()).isEqualTo(Party.CUSTOMER_CHANGE);
        assertThat(result.change()).isEqualTo(plugin);
    }

    @Test
    void whatAServersLogSaysOfThePlatformMakesItNeitherThePlatformsNorTheCustomers() {
        Change plugin = change("site.plugin-updated", "CUSTOMER", PLUGIN, Duration.ofSeconds(20));

        Attribution result = Attributor.attribute(List.of(Broken.SAID_BY_THE_SERVER.finding), List.of(plugin));

        assertThat(result.party()).isEqualTo(Party.UNDETERMINED);
        assertThat(result.change()).isNull();
        assertThat(result.evidence()).contains(new Attribution.Evidence("WITNESS", 0, "SERVER_ONLY"));
        assertThat(result.settledBy()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"SAID_BY_THE_SERVER", "SAID_BY_THE_SITE"})
    void aClaimThatOurOwnProbeProvesIsThePlatforms(Broken claim) {
        Finding loud = heavier(claim.finding, 100).witnessedBy(claim.finding.witness());
        Finding proof = Broken.PHP_DOWN.finding;

        Attribution result = Attributor.attribute(List.of(loud, proof), List.of());

        assertThat(result.party()).isEqualTo(Party.PLATFORM);
        assertThat(result.cause()).isEqualTo(proof);
        assertThat(result.evidence()).contains(new Attribution.Evidence("WITNESS", 0, "OWN_PROBE"));
    }

    @ParameterizedTest
    @EnumSource(names = {"SAID_BY_THE_SERVER", "SAID_BY_THE_SITE"})
    void aLoudClaimDoesNotHideWhatAChangeExplains(Broken claim) {
        Change plugin = change("site.plugin-updated", "CUSTOMER", PLUGIN, Duration.ofSeconds(20));
        Finding loud = heavier(claim.finding, 100).witnessedBy(claim.finding.witness());
        Finding fatal = Broken.PLUGIN_FATAL.finding;

        Attribution result = Attributor.attribute(List.of(loud, fatal), List.of(plugin));

        assertThat(result.party()).isEqualTo(Party.CUSTOMER_CHANGE);
        assertThat(result.cause()).isEqualTo(fatal);
        // And hides nothing where nothing explains it: the claim is what is known
        assertThat(Attributor.attribute(List.of(loud, fatal), List.of()).cause())
                .isEqualTo(loud);
    }

    @Test
    void aJobOfTheHosterThatRanLongBeforeElsewhereIsNoProofAgainstIt() {
        // Given a hoster that changes the PHP of its sites in the night, and a site that breaks at noon
        for (String actor : List.of("STAFF", "AUTOMATION")) {
            Change nightly = change("site.php-changed", actor, null, Duration.ofHours(11));

            Attribution result = Attributor.attribute(List.of(Broken.PLUGIN_FATAL.finding), List.of(nightly));

            assertThat(result.party()).isEqualTo(Party.UNDETERMINED);
            assertThat(result.settledBy()).isNotNull();
            // But what it changed itself that night and breaks now is its part
            Change plugin = change("site.plugin-updated", actor, PLUGIN, Duration.ofHours(11));
            assertThat(Attributor.attribute(List.of(Broken.PLUGIN_FATAL.finding), List.of(plugin))
                            .party())
                    .isEqualTo(Party.PLATFORM);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-PT2M, CUSTOMER_CHANGE, 0.95", // clocks differ
        "-PT2M1S, UNDETERMINED, 0.4", // after the breakage
        "-PT1H, UNDETERMINED, 0.4",
        "PT0S, CUSTOMER_CHANGE, 0.95",
        "PT15M, CUSTOMER_CHANGE, 0.95",
        "PT15M1S, CUSTOMER_CHANGE, 0.8", // weaker
        "PT24H, CUSTOMER_CHANGE, 0.8",
        "PT24H1S, UNDETERMINED, 0.4", // too old
        "P7D, UNDETERMINED, 0.4"
    })
    void timeDecidesHowMuchAChangeExplains(Duration before, Party party, double confidence) {
        Change change = change("site.plugin-updated", "CUSTOMER", PLUGIN, before);

        Attribution result = Attributor.attribute(List.of(Broken.PLUGIN_FATAL.finding), List.of(change));

        assertThat(result.party()).isEqualTo(party);
        assertThat(result.confidence()).isEqualTo(confidence);
    }

    @ParameterizedTest
    @CsvSource({
        "site.plugin-updated, wp-content/plugins/other",
        "site.plugin-updated, wp-content/plugins/shop-turbo-extra",
        "site.theme-changed, wp-content/themes/twenty",
        "site.mail-changed,",
        "site.tls-changed,",
        "site.dns-changed,",
        "site.database-changed,"
    })
    void aChangeOfSomethingElseExplainsNothing(String type, @Nullable String path) {
        Change change = change(type, "CUSTOMER", path, Duration.ofSeconds(20));

        Attribution result = Attributor.attribute(List.of(Broken.PLUGIN_FATAL.finding), List.of(change));

        assertThat(result.party()).isEqualTo(Party.UNDETERMINED);
        assertThat(result.change()).isNull();
        assertThat(result.confidence()).isLessThan(Attributor.SURE_ENOUGH);
    }

    @Test
    void theClosestChangeIsTheOne() {
        Change right = change("site.plugin-updated", "CUSTOMER", PLUGIN, Duration.ofHours(3));
        Change newer = change("site.plugin-updated", "STAFF", "wp-content/plugins/other", Duration.ofSeconds(5));

        Attribution result = Attributor.attribute(List.of(Broken.PLUGIN_FATAL.finding), List.of(newer, right));

        assertThat(result.change()).isEqualTo(right);
        assertThat(result.party()).isEqualTo(Party.CUSTOMER_CHANGE);
    }

    @Test
    void ofTwoThatFitAlikeTheLaterIsTheOne() {
        Change earlier = change("site.plugin-updated", "CUSTOMER", PLUGIN, Duration.ofSeconds(600));
        Change later = change("site.plugin-updated", "CUSTOMER", PLUGIN, Duration.ofSeconds(60));

        assertThat(Attributor.attribute(List.of(Broken.PLUGIN_FATAL.finding), List.of(later, earlier))
                        .change())
                .isEqualTo(later);
    }

    @Test
    void aLaterReportThatNamesNobodyDoesNotHideTheCustomers() {
        Change customers = change("site.plugin-updated", "CUSTOMER", PLUGIN, Duration.ofSeconds(600));
        Change nobodys = change("site.plugin-updated", "UNKNOWN", PLUGIN, Duration.ofSeconds(60));

        Attribution result = Attributor.attribute(List.of(Broken.PLUGIN_FATAL.finding), List.of(nobodys, customers));

        assertThat(result.change()).isEqualTo(customers);
        assertThat(result.party()).isEqualTo(Party.CUSTOMER_CHANGE);
    }

    @Test
    void theFindingThatShowsMostIsTheCause() {
        Finding status = finding("HTTP_5XX", Area.CODE, Prior.MIXED, 20, null);
        Finding log = Broken.PLUGIN_FATAL.finding;

        assertThat(Attributor.attribute(List.of(status, log, status), List.of()).cause())
                .isEqualTo(log);
    }

    @Test
    void withoutAFindingThereIsNothingToSay() {
        Change change = change("site.plugin-updated", "CUSTOMER", PLUGIN, Duration.ZERO);

        Attribution result = Attributor.attribute(List.of(), List.of(change));

        assertThat(result).isEqualTo(Attribution.NONE);
    }

    private static Change change(String type, String actor, @Nullable String path, Duration before) {
        return new Change(new UUID(7, 1), type, actor, "THING", "thing", path, BROKE.minus(before));
    }

    static Finding finding(String signature, Area area, Prior prior, int weight, @Nullable String file) {
        return new Finding(signature, area, prior, weight, new Text("fr", "en"), null, file, null, "evidence", BROKE);
    }
}

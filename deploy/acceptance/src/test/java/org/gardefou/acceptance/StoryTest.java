package org.gardefou.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.gardefou.local.demo.Demo;
import org.gardefou.local.demo.Hosted;
import org.gardefou.local.demo.Story;
import org.gardefou.local.site.Fingerprint;
import org.gardefou.local.site.Observation;
import org.gardefou.local.site.ShopTurbo;
import org.gardefou.local.site.WordPressSite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The story that must always work, from the plan to the evidence, chapter by chapter. */
@Order(1)
@ExtendWith(OneWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway") // Each chapter reads what the one before it left.
class StoryTest {

    private static final String PRICE = "90";

    private WordPressSite site;
    private Story story;
    private Hosted hosted;
    private World world;

    private @Nullable JsonNode good;
    private @Nullable Fingerprint before;
    private @Nullable String upload;
    private @Nullable UUID change;
    private @Nullable JsonNode notice;
    private @Nullable JsonNode verdict;
    private @Nullable JsonNode supportCase;
    private @Nullable JsonNode restore;

    @BeforeAll
    void open(World one) {
        world = one;
        site = one.site();
        story = one.story();
        hosted = story.hosted();
    }

    @Test
    @Order(1)
    void aCustomerAcceptsTheTermsAndGetsAContract() {
        var operator = world.stage().operator();

        JsonNode acceptance =
                operator.get("/terms/v1/acceptances/" + hosted.acceptance()).json();
        JsonNode contract =
                operator.get("/terms/v1/contracts/" + hosted.contract()).json();
        JsonNode version =
                operator.get("/terms/v1/versions/" + hosted.version()).json();

        assertThat(acceptance.path("by").path("name").asText()).isEqualTo("Camille Martin");
        assertThat(acceptance.path("ip").asText()).isEqualTo("192.0.2.17");
        assertThat(Instant.parse(acceptance.path("at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(version.path("renditions").findValuesAsText("locale")).contains("fr", "en");
        assertThat(version.path("renditions").findValuesAsText("sha256"))
                .contains(acceptance.path("renditionSha256").asText());
        assertThat(contract.path("state").asText()).isEqualTo("ACTIVE");
        assertThat(contract.path("site").asText()).isEqualTo(hosted.site().toString());
        assertThat(contract.path("plan").path("code").asText()).isEqualTo("standard");
        assertThat(contract.path("promises").path("backup").path("retention").asText())
                .isEqualTo("P7D");
        assertThat(contract.path("terms").path("sha256").asText())
                .isEqualTo(version.path("sha256").asText());
    }

    @Test
    @Order(2)
    void backupsRunByThePolicyAndOnDemand() {
        JsonNode policy = story.protection().policy();
        JsonNode first = story.protection().firstPoint();
        story.sellWithPlugin();
        site.remember();
        assertThat(site.observe("/").shows(ShopTurbo.LINE)).isTrue();

        good = story.protection().backUp("Before the update");
        before = site.fingerprint();
        site.upload("croissant.txt", "Beurre d'Isigny".getBytes(StandardCharsets.UTF_8));

        assertThat(policy.path("kind").asText()).isEqualTo("HOST_RUN");
        assertThat(Duration.parse(policy.path("frequency").asText())).isEqualTo(Duration.ofHours(24));
        assertThat(Duration.parse(policy.path("retention").asText())).isEqualTo(Duration.ofDays(7));
        assertThat(first.path("files").asLong()).isGreaterThan(2_000);
        assertThat(good.path("databases").path(0).path("name").asText())
                .isEqualTo(site.database().name());
        assertThat(texts(good.path("databases").path(0).path("tables"))).contains("wp_options", "wp_posts", "wp_users");
        upload = site.fingerprint().files().keySet().stream()
                .filter(path -> path.endsWith("/croissant.txt"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(3)
    void aReportedUpdateWarnsTheCustomerWithinASecond() {
        Instant reported = Instant.now();
        change = story.changes().report(Story.pluginUpdate());
        notice = story.changes().read(story.changes().noticeOf(change));

        // One clock on this machine: when the services say that it was raised is not when a busy test saw it.
        assertThat(Duration.between(
                        reported, Instant.parse(notice.path("raisedAt").asText())))
                .as("from the report to the notice")
                .isLessThan(Duration.ofSeconds(1));
        assertThat(notice.path("state").asText()).isEqualTo("DELIVERED");
        assertThat(notice.path("level").asText()).isEqualTo("DANGER");
        assertThat(notice.path("locale").asText()).isEqualTo("fr");
        assertThat(french("title")).isEqualTo("Extension modifiée : shop-turbo");
        assertThat(french("mayHappen")).contains("extension", "erreur 500");
        assertThat(notice.path("clause").path("code").asText()).isEqualTo("C15");
        assertThat(notice.path("clause").path("version").asText())
                .isEqualTo(hosted.version().toString());
        assertThat(french("duty")).contains("vous reviennent", "C15");
        assertThat(notice.path("help").asText()).isEqualTo("SELF_SERVICE");
        assertThat(french("help")).contains("restaurer le site vous-même sans frais", PRICE);
        assertThat(notice.path("lastGoodRestorePoint").path("restorePoint").asText())
                .isEqualTo(good.path("id").asText());
        assertThat(Instant.parse(
                        notice.path("lastGoodRestorePoint").path("takenAt").asText()))
                .isEqualTo(Instant.parse(good.path("takenAt").asText()));
        assertThat(french("restorePoint")).startsWith("Le dernier point de restauration sain date du");
    }

    @Test
    @Order(4)
    void theNoticeIsAcknowledgedOnceAndASafetyBackupRuns() {
        JsonNode acknowledged = story.changes().acknowledge(notice);
        JsonNode again = story.changes().acknowledge(notice);
        JsonNode safety = story.protection().safety(change);

        assertThat(acknowledged.path("state").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(again.path("acknowledgedAt")).isEqualTo(acknowledged.path("acknowledgedAt"));
        assertThat(safety.path("reason").path("kind").asText()).isEqualTo("SAFETY");
        assertThat(safety.path("restorePoint").asText())
                .isNotEmpty()
                .isNotEqualTo(good.path("id").asText());
    }

    @Test
    @Order(5)
    void theDiagnosisNamesThePluginTheChangeAndTheParty() {
        story.updatePlugin();
        Observation broken = story.look();
        assertThat(broken.status()).isEqualTo(500);

        verdict = story.trouble().diagnose();

        assertThat(verdict.path("health").asText()).isEqualTo("DOWN");
        assertThat(verdict.path("symptom").path("text").path("fr").asText()).contains("500");
        JsonNode cause = verdict.path("cause");
        assertThat(cause.path("signature").asText()).isEqualTo("PHP_UNDEFINED_FUNCTION_OR_CLASS");
        assertThat(cause.path("file").asText()).endsWith("wp-content/plugins/shop-turbo/shop-turbo.php");
        assertThat(cause.path("evidence").asText()).contains(ShopTurbo.MISSING_FUNCTION);
        assertThat(verdict.path("change").path("change").asText()).isEqualTo(change.toString());
        assertThat(verdict.path("change").path("type").asText()).isEqualTo("site.plugin-updated");
        assertThat(verdict.path("party").asText()).isEqualTo("CUSTOMER_CHANGE");
        assertThat(verdict.path("confidence").asDouble()).isBetween(0.8, 1.0);
        assertThat(verdict.path("findings").size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    @Order(6)
    void liabilityIsAssessedAndCoverageDecidedWithTheWaysOut() {
        UUID diagnosis = id(verdict);
        JsonNode assessment = story.trouble().assessment(diagnosis);
        supportCase = story.trouble().supportCase(diagnosis);
        JsonNode coverage = story.trouble().coverage(id(supportCase));

        JsonNode outcome = assessment.path("outcome");
        assertThat(outcome.path("party").asText()).isEqualTo("CUSTOMER");
        assertThat(outcome.path("confidence").asText()).isEqualTo("HIGH");
        assertThat(outcome.path("termsAccepted").asBoolean()).isTrue();
        assertThat(outcome.path("warned").asBoolean()).isTrue();
        assertThat(outcome.path("clauses").findValuesAsText("code")).contains("C15");
        assertThat(outcome.path("clauses").findValuesAsText("version"))
                .containsOnly(hosted.version().toString());
        assertThat(outcome.path("reasons").path(0).path("text").path("fr").asText())
                .isNotEmpty();

        assertThat(coverage.path("outcome").asText()).isEqualTo("SELF_SERVICE");
        assertThat(coverage.path("clauses").findValuesAsText("code")).contains("C15");
        assertThat(supportCase.path("coverage").asText()).isEqualTo("SELF_SERVICE");
        assertThat(supportCase.path("options").findValuesAsText("kind"))
                .containsExactly("RESTORE", "GUIDE", "PAID_REPAIR");
        JsonNode first = supportCase.path("options").path(0);
        assertThat(first.path("recommended").asBoolean()).isTrue();
        assertThat(first.path("free").asBoolean()).isTrue();
        assertThat(first.path("restorePoint").asText())
                .isEqualTo(good.path("id").asText());
        assertThat(supportCase
                        .path("options")
                        .path(2)
                        .path("price")
                        .path("amount")
                        .asInt())
                .isEqualTo(9000);
    }

    @Test
    @Order(7)
    void theGuideOfTheCaseExistsInTheCustomersLanguage() {
        String key = supportCase.path("options").path(1).path("guide").asText();

        JsonNode guide = world.stage()
                .customer(hosted.customer())
                .get("/support/v1/guides/" + key + "?locale=fr")
                .json();

        assertThat(guide.path("locale").asText()).isEqualTo("fr");
        assertThat(guide.path("title").asText()).isNotEmpty();
        assertThat(guide.path("markdown").asText()).isNotEmpty();
    }

    @Test
    @Order(8)
    void theRecommendedRestorePointIsTheOneBeforeTheUpdateAndSaysWhy() {
        JsonNode advice = story.recovery().advice("BEFORE_THE_CHANGE");

        assertThat(advice.path("recommended").asText())
                .isEqualTo(good.path("id").asText());
        JsonNode best = advice.path("options").path(0);
        assertThat(best.path("rank").asInt()).isEqualTo(1);
        assertThat(best.path("reasons").path(0).path("text").path("fr").asText())
                .contains("avant la modification");
        assertThat(best.path("containsBreakage").asBoolean()).isFalse();
        assertThat(best.path("loss").path("changesSince").findValuesAsText("change"))
                .contains(change.toString());
    }

    @Test
    @Order(9)
    void theDryRunSaysWhatTheRestoreWouldChangeAndKeep() {
        JsonNode dryRun = story.recovery().dryRun(id(good));

        assertThat(dryRun.path("possible").asBoolean()).as(dryRun.toString()).isTrue();
        assertThat(dryRun.path("files").path("replaced").path("paths").toString())
                .contains("wp-content/plugins/" + ShopTurbo.SLUG + "/");
        assertThat(dryRun.path("files").path("carriedOver").path("paths").toString())
                .contains(upload);
        assertThat(dryRun.path("tables").path("complete").asBoolean()).isTrue();
    }

    @Test
    @Order(10)
    void theRestoreBringsTheSiteBackAndKeepsTheUploads() {
        story.trouble().choose(id(supportCase), "RESTORE");

        restore = story.recovery().restore(id(good));

        assertThat(restore.path("state").asText()).as(restore.toString()).isEqualTo("COMPLETED");
        assertThat(restore.path("safetyRestorePoint").asText()).isNotEmpty();
        Observation seen = story.look();
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.shows(site.marker())).isTrue();
        assertThat(seen.shows(ShopTurbo.LINE)).isTrue();
        Fingerprint after = site.fingerprint();
        assertThat(after.file(upload))
                .as("what the customer uploaded after the backup")
                .isPresent();
        assertThat(before.differencesTo(after)).as("besides that upload").containsExactly(uploaded(after));
        // Asked last: WordPress writes each login down.
        assertThat(site.pluginVersion(ShopTurbo.SLUG)).contains("1.0");
        assertThat(story.trouble().resolved(id(supportCase)).path("resolution").asText())
                .isEqualTo("RESTORED");
    }

    @Test
    @Order(11)
    void everyStepStandsInTheEvidenceAndTheChainHolds() {
        Set<String> steps = new HashSet<>(Demo.STEPS);
        steps.remove("restore.rolled-back");

        List<JsonNode> entries = story.proof().entries(steps);
        JsonNode verification = story.proof().verification();

        assertThat(verification.path("sound").asBoolean()).isTrue();
        assertThat(verification.path("entries").asLong()).isGreaterThanOrEqualTo(entries.size());
        for (int i = 1; i < entries.size(); i++) {
            assertThat(entries.get(i).path("seq").asLong())
                    .isGreaterThan(entries.get(i - 1).path("seq").asLong());
        }
        assertOnce(entries, "site.plugin-updated", change);
        assertOnce(entries, "risk-notice.acknowledged", id(notice));
        assertOnce(entries, "site.diagnosed", id(verdict));
        assertOnce(entries, "liability.assessed", id(verdict));
        assertOnce(entries, "case.opened", id(supportCase));
        assertOnce(entries, "restore.completed", id(restore));
    }

    @Test
    @Order(12)
    void whatTheCustomerSeesIsTheirsAlone() {
        var stranger = world.stage().customer(UUID.randomUUID());

        assertThat(stranger.list("/terms/v1/risk-notices?site=" + hosted.site()))
                .isEmpty();
        assertThat(stranger.list("/support/v1/cases?site=" + hosted.site())).isEmpty();
        assertThat(stranger.list("/backups/v1/restore-points?site=" + hosted.site()))
                .isEmpty();
        assertThat(stranger.tryGet("/restores/v1/restores/" + id(restore)).status())
                .isEqualTo(404);
        assertThat(stranger.tryGet("/diagnostics/v1/diagnoses/" + id(verdict)).status())
                .isEqualTo(404);
    }

    private String uploaded(Fingerprint after) {
        return "file new: " + upload + " (" + after.file(upload).orElseThrow() + ")";
    }

    private String french(String part) {
        return notice.path("text").path(part).path("fr").asText();
    }

    private static void assertOnce(List<JsonNode> entries, String kind, UUID about) {
        assertThat(entries)
                .filteredOn(entry -> entry.path("kind").asText().equals(kind))
                .filteredOn(entry -> entry.path("body").toString().contains(about.toString()))
                .as(kind + " of " + about)
                .hasSize(1);
    }

    private static UUID id(JsonNode node) {
        return UUID.fromString(node.path("id").asText());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}

package org.gardefou.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.local.demo.Api;
import org.gardefou.local.demo.Story;
import org.gardefou.local.demo.Waiting;
import org.gardefou.local.site.Breakage;
import org.gardefou.local.site.Fingerprint;
import org.gardefou.local.site.WordPressSite;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes die in the middle of the story; the story finishes without help, and nothing is lost or happens twice. */
@Order(0)
@Apart
@ExtendWith(OneWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {

    private static final String TERMS = "terms-service";
    private static final String BACKUP = "backup-service";
    private static final String RESTORE = "restore-service";
    private static final String DIAGNOSTICS = "diagnostics-service";
    private static final String SUPPORT = "support-service";

    private final World world;

    FaultsTest(World world) {
        this.world = world;
    }

    /**
     * Who is killed after the change was reported, while backup and diagnosis run, and while the restore runs. Three rounds
     * bring each of the five services to each of the three points once.
     */
    static Stream<Arguments> victims() {
        return Stream.of(
                Arguments.of(List.of(TERMS, BACKUP), List.of(RESTORE, DIAGNOSTICS), List.of(SUPPORT)),
                Arguments.of(List.of(SUPPORT, RESTORE), List.of(TERMS, BACKUP), List.of(DIAGNOSTICS)),
                Arguments.of(List.of(DIAGNOSTICS), List.of(SUPPORT), List.of(TERMS, BACKUP, RESTORE)),
                // The bus and the database, which stop and are started again.
                Arguments.of(List.of("kafka"), List.of("postgresql"), List.of("kafka", "postgresql")));
    }

    @ParameterizedTest
    @Execution(ExecutionMode.SAME_THREAD)
    @MethodSource("victims")
    void theStoryFinishesAlthoughProcessesAreKilled(
            List<String> afterReport, List<String> duringWork, List<String> duringRestore) {
        WordPressSite site = world.site();
        Story story = world.wellStory();
        JsonNode good = story.protection().backUp("Before the faults");
        Fingerprint before = site.fingerprint();

        // Killed after the change was reported.
        UUID event = UUID.randomUUID();
        UUID change = story.changes().report(Story.pluginUpdate(), event);
        Map<String, Long> first = kill(afterReport);
        UUID same = story.changes().report(Story.pluginUpdate(), event);
        JsonNode notice = story.changes().noticeOf(change);
        story.changes().acknowledge(story.changes().read(notice));

        // Killed while the safety backup and the diagnosis run.
        site.breakBy(Breakage.PLUGIN_FATAL);
        UUID diagnosis = story.trouble().ask();
        Map<String, Long> second = kill(duringWork);
        JsonNode verdict = story.trouble().verdict(diagnosis);
        JsonNode safety = story.protection().safety(change);
        story.trouble().assessment(diagnosis);
        UUID supportCase = id(story.trouble().supportCase(diagnosis));
        story.recovery().advice("BEFORE_THE_CHANGE");

        // Killed while the restore runs.
        UUID restore = story.recovery().ask(id(good));
        awaitWork(story, restore);
        Map<String, Long> third = kill(duringRestore);
        JsonNode ended = story.recovery().ended(restore);
        story.trouble().resolved(supportCase);

        assertThat(same).as("the event that was reported twice").isEqualTo(change);
        assertThat(verdict.path("change").path("change").asText()).isEqualTo(change.toString());
        assertThat(safety.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        assertThat(before.differencesTo(site.fingerprint())).isEmpty();
        assertThat(site.observe("/").shows(site.marker())).isTrue();
        Stream.of(first, second, third).forEach(killed -> killed.forEach(world.suite()::awaitBack));
        nothingIsLostOrDoubled(story, change, diagnosis, supportCase, restore);
    }

    private Map<String, Long> kill(List<String> names) {
        return names.stream().collect(Collectors.toMap(name -> name, world.suite()::kill));
    }

    /** A restore that is at work on the site, beyond its safety backup, or ended already. */
    private static void awaitWork(Story story, UUID restore) {
        Waiting.until(
                "the restore to be at work",
                java.time.Duration.ofSeconds(240),
                () -> Optional.of(story.recovery().now(restore).path("state").asText())
                        .filter(state -> !List.of("REQUESTED", "SAFETY_BACKUP").contains(state)),
                () -> story.recovery().now(restore).toString());
    }

    private void nothingIsLostOrDoubled(Story story, UUID change, UUID diagnosis, UUID supportCase, UUID restore) {
        Api operator = world.stage().operator();
        UUID site = story.hosted().site();
        List<JsonNode> entries = story.proof().entries(java.util.Set.of("restore.completed"));
        String ofRestore = restore.toString();
        Waiting.until(
                "the evidence of the restore's end",
                java.time.Duration.ofSeconds(180),
                () -> Optional.of(operator.list("/terms/v1/evidence?site=" + site))
                        .filter(found -> count(found, "restore.completed", ofRestore) == 1
                                && count(found, "case.resolved", supportCase.toString()) == 1),
                entries::toString);
        List<JsonNode> all = operator.list("/terms/v1/evidence?site=" + site);

        assertThat(count(all, "site.plugin-updated", change.toString())).isEqualTo(1);
        assertThat(count(all, "risk-notice.raised", change.toString())).isEqualTo(1);
        assertThat(count(all, "risk-notice.acknowledged", change.toString())).isEqualTo(1);
        assertThat(count(all, "backup.completed", change.toString())).isEqualTo(1);
        assertThat(count(all, "site.diagnosed", diagnosis.toString())).isEqualTo(1);
        assertThat(count(all, "liability.assessed", diagnosis.toString())).isEqualTo(1);
        assertThat(count(all, "case.opened", supportCase.toString())).isEqualTo(1);
        for (String kind : List.of("requested", "started", "switched", "completed")) {
            assertThat(count(all, "restore." + kind, ofRestore)).as(kind).isEqualTo(1);
        }
        assertThat(operator.get("/terms/v1/evidence/verification")
                        .json()
                        .path("sound")
                        .asBoolean())
                .isTrue();
        assertThat(operator.list("/support/v1/cases?site=" + site))
                .as("cases that are still open")
                .allMatch(found -> found.path("status").asText().matches("RESOLVED|CLOSED"));
        assertThat(operator.list("/terms/v1/risk-notices?site=" + site).stream()
                        .filter(notice -> notice.path("change").asText().equals(change.toString())))
                .hasSize(1);
        for (String base : List.of("terms", "backups", "restores", "diagnostics", "support")) {
            assertThat(operator.list("/" + base + "/v1/dead-letters")).as(base).isEmpty();
        }
    }

    private static long count(List<JsonNode> entries, String kind, String id) {
        return entries.stream()
                .filter(entry -> entry.path("kind").asText().equals(kind))
                .filter(entry -> entry.path("body").toString().contains(id))
                .count();
    }

    private static UUID id(JsonNode node) {
        return UUID.fromString(node.path("id").asText());
    }
}

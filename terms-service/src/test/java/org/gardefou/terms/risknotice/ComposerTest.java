package org.gardefou.terms.risknotice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.json.StrictJson;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.PlanSamples;
import org.gardefou.terms.responsibility.MatrixSamples;
import org.gardefou.terms.risknotice.Composer.Composed;
import org.gardefou.terms.risknotice.Composer.Cover;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ComposerTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final ObjectMapper JSON = StrictJson.apply(new ObjectMapper());
    private static final Risks RISKS = Risks.read(JSON);

    private final Composer composer = new Composer(Words.read(JSON).complete(RISKS), RISKS, MatrixSamples.matrix());

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindOfChangeHasWordsInBothLanguagesForOneAndForMany(Kind kind) {
        Gathered one = gathered(kind, "shop-turbo");

        assertThat(RISKS.usual(kind).why()).isNotBlank();
        says(one);
        says(one.with(member(kind, "shop-lento"), RISKS.usual(kind).words()));
    }

    static Stream<Risks.Rule> rules() {
        return RISKS.rules().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleHasAReasonAndWordsInBothLanguages(Risks.Rule rule) {
        assertThat(rule.why()).isNotBlank();
        says(Gathered.of(member(Kind.of(rule.type()), "thing"), rule.words()));
    }

    private void says(Gathered changes) {
        NoticeText text = composer.compose(changes, false, cover(Level.STANDARD, "C15", "C16"), null, NOW)
                .text();
        assertThat(text).hasNoNullFieldsOrProperties();
        assertThat(text.toString()).doesNotContain("{", "fr=,", "en=]");
    }

    @Test
    void whoseHelpItIsFollowsFromThePlan() {
        assertThat(help(false, cover(Level.STANDARD, "C15"))).isEqualTo(Help.SELF_SERVICE);
        assertThat(help(false, cover(Level.MANAGED, "C15"))).isEqualTo(Help.INCLUDED);
        assertThat(help(true, cover(Level.STANDARD, "C15"))).isEqualTo(Help.INCLUDED);
        assertThat(composer.compose(gathered(Kind.PLUGIN_UPDATED, "x"), false, null, null, NOW)
                        .help())
                .isEqualTo(Help.UNKNOWN);
    }

    @Test
    void onlyAClauseThatTheCustomersTermsHaveIsCited() {
        Cover usual = cover(Level.STANDARD, "C15", "C17");
        Cover other = cover(Level.STANDARD, "C11", "C17");
        Cover none = cover(Level.STANDARD, "C11");

        Composed cited = composed(usual);
        assertThat(cited.clause()).isEqualTo("C15");
        assertThat(cited.version()).isEqualTo(usual.version());
        // The matrix says the same of C17, so that one is cited where C15 is not there
        assertThat(composed(other).clause()).isEqualTo("C17");
        assertThat(composed(other).text().duty().fr()).contains("(article C17 de vos conditions)");
        // And where neither is, the warning names no clause and no version that would have it
        assertThat(composed(none).version()).isNull();
        assertThat(composed(none).text().duty().fr()).isEqualTo("Ce changement et sa vérification vous reviennent.");
    }

    private Composed composed(Cover cover) {
        return composer.compose(gathered(Kind.PLUGIN_UPDATED, "shop-turbo"), false, cover, null, NOW);
    }

    @Test
    void manyChangesAreOneSentenceEach() {
        Gathered ten = IntStream.range(1, 10)
                .boxed()
                .reduce(
                        gathered(Kind.PLUGIN_UPDATED, "plugin-0"),
                        (all, i) -> all.with(member(Kind.PLUGIN_UPDATED, "plugin-" + i), "plugin"),
                        (a, b) -> a);

        NoticeText text = composer.compose(ten, false, null, null, NOW).text();

        assertThat(text.title().fr()).startsWith("10 extensions modifiées : ").endsWith(" et 7 autres");
        assertThat(text.title().en()).startsWith("10 plugins changed: ").endsWith(" and 7 more");
        assertThat(text.mayHappen().fr()).containsOnlyOnce("Une extension nouvelle");
    }

    @Test
    void theRiskiestOfSeveralChangesLeadsAndEachTopicIsSaid() {
        Gathered both = gathered(Kind.PLUGIN_REMOVED, "old")
                .with(member(Kind.PLUGIN_UPDATED, "shop-turbo"), "plugin")
                .with(member(Kind.PLUGIN_REMOVED, "older"), "plugin-removed");

        Composed composed = composer.compose(both, false, null, null, NOW);

        assertThat(composed.risk()).isEqualTo(Risk.DANGER);
        assertThat(both.lead().type()).isEqualTo("site.plugin-updated");
        assertThat(composed.text().mayHappen().en())
                .startsWith("A plugin that is new")
                .contains("what was removed");
    }

    @Test
    void aListStaysShortAndItsNumberTrue() {
        Gathered many = gathered(Kind.FILES_CHANGED, "f");
        for (int i = 1; i < 500; i++) many = many.with(member(Kind.FILES_CHANGED, "f" + i), "files");

        assertThat(many.shown()).hasSize(Gathered.MOST);
        assertThat(many.count()).isEqualTo(500);
        assertThat(composer.compose(many, false, null, null, NOW).text().title().en())
                .startsWith("500 changes of files")
                .endsWith("and 497 more");
    }

    private Help help(boolean byHost, Cover cover) {
        return composer.compose(gathered(Kind.PLUGIN_UPDATED, "shop-turbo"), byHost, cover, null, NOW)
                .help();
    }

    private static Gathered gathered(Kind kind, String object) {
        return Gathered.of(member(kind, object), RISKS.usual(kind).words());
    }

    private static Gathered.Member member(Kind kind, String object) {
        return new Gathered.Member(
                Ids.next(), kind.type(), object, RISKS.usual(kind).level(), NOW);
    }

    private static Cover cover(Level level, String... topics) {
        UUID id = Ids.next();
        return new Cover(id, level, PlanSamples.standard().promises(), Language.FR, id, Set.of(topics));
    }

    @ParameterizedTest
    @EnumSource(PointEvidence.class)
    void howWellTheLastGoodPointIsKnownIsSaidInBothLanguages(PointEvidence evidence) {
        Instant taken = NOW.minus(Duration.ofHours(2));

        Text alone = Composer.restorePoint(new Composer.LastGood(Ids.next(), taken, evidence, null), NOW);
        Text proven = Composer.restorePoint(
                new Composer.LastGood(Ids.next(), taken, evidence, NOW.minus(Duration.ofDays(3))), NOW);

        assertThat(alone.fr()).contains("il y a 2 heures", evidence.text().fr());
        assertThat(alone.en()).contains("2 hours ago", evidence.text().en());
        assertThat(proven.fr()).startsWith(alone.fr()).contains("relues date du 20/11/2026");
        assertThat(proven.en())
                .startsWith(alone.en())
                .contains("The last one of which all data has been read again is of");
    }
}

package org.gardefou.terms.risknotice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.json.StrictJson;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.PlanSamples;
import org.gardefou.terms.responsibility.MatrixSamples;
import org.gardefou.terms.risknotice.Composer.Composed;
import org.gardefou.terms.risknotice.Composer.Cover;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComposerTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Composer composer =
            new Composer(Words.read(StrictJson.apply(new ObjectMapper())), MatrixSamples.matrix());

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindOfChangeHasWordsInBothLanguagesAndAReasonForItsLevel(Kind kind) {
        Composed composed = composer.compose(kind, "shop-turbo", false, cover(Level.STANDARD), null, NOW);

        assertThat(kind.why()).isNotBlank();
        assertThat(composed.text()).hasNoNullFieldsOrProperties().satisfies(text -> assertThat(text.toString())
                .doesNotContain("{"));
    }

    @Test
    void whoseHelpItIsFollowsFromThePlan() {
        assertThat(help(false, cover(Level.STANDARD))).isEqualTo(Help.SELF_SERVICE);
        assertThat(help(false, cover(Level.MANAGED))).isEqualTo(Help.INCLUDED);
        assertThat(help(true, cover(Level.STANDARD))).isEqualTo(Help.INCLUDED);
        assertThat(composer.compose(Kind.PLUGIN_UPDATED, "x", false, null, null, NOW)
                        .help())
                .isEqualTo(Help.UNKNOWN);
    }

    @Test
    void aNameFromOutsideStaysOneShortLine() {
        Composed composed =
                composer.compose(Kind.PLUGIN_UPDATED, "a\n{object}\u0000" + "x".repeat(500), false, null, null, NOW);

        assertThat(composed.text().title().fr()).hasSizeLessThan(200).doesNotContain("\n", "{", "\u0000");
    }

    private Help help(boolean byHost, Cover cover) {
        return composer.compose(Kind.PLUGIN_UPDATED, "shop-turbo", byHost, cover, null, NOW)
                .help();
    }

    private static Cover cover(Level level) {
        return new Cover(Ids.next(), level, PlanSamples.standard().promises(), Language.FR, Ids.next());
    }
}

package org.gardefou.terms.clause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.Plan;
import org.gardefou.terms.plan.PlanSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts that come with the product. */
class LibraryTest {

    /** What must not be said to a consumer (Code de la consommation, R212-1 1°, 4°, 6°, 12°), as it is usually said. */
    private static final List<String> FORBIDDEN = List.of(
            "en aucun cas",
            "exclut toute responsabilité",
            "décline toute responsabilité",
            "ne saurait être tenu",
            "dans la limite de",
            "à tout moment sans préavis",
            "fait seul foi",
            "anglais prévaut",
            "no liability",
            "not liable",
            "in no event",
            "sole remedy");

    record Case(Audience readers, Level level) {}

    static Stream<Case> everybody() {
        return Stream.of(Audience.values())
                .flatMap(readers -> Stream.of(Level.values()).map(level -> new Case(readers, level)));
    }

    @Test
    void allTopicsAreThereAndNoneIsWrittenTwiceTheSame() {
        List<ClauseText> all = Library.all();

        assertThat(all)
                .extracting(ClauseText::code)
                .containsAll(IntStream.rangeClosed(1, 35)
                        .mapToObj("C%02d"::formatted)
                        .toList());
        Set<Object> seen = new HashSet<>();
        assertThat(all).allSatisfy(clause -> assertThat(seen.add(
                        List.of(clause.code(), String.valueOf(clause.audience()), String.valueOf(clause.levels()))))
                .as(clause.code())
                .isTrue());
        assertThat(all).allSatisfy(clause -> assertThat(Placeholders.violations("/text", clause.text()))
                .as(clause.code())
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void everyTextIsFilledForEveryPlanAndSaysNothingForbidden(Case whom) {
        List<Plan> plans = List.of(
                PlanSamples.plan(whom.level, PlanSamples.standard().promises()),
                PlanSamples.plan(whom.level, PlanSamples.withoutBackups().promises()));
        for (Clause clause : Library.of(whom.readers, whom.level))
            for (Plan plan : plans)
                for (Language language : Language.values())
                    assertThat(Placeholders.fill(clause.text().in(language), plan, PlaceholdersTest.HOSTER, language))
                            .as("%s for %s", clause.code(), whom)
                            .isNotBlank()
                            .doesNotContain("{")
                            .doesNotContain("  ")
                            .satisfies(text -> assertThat(FORBIDDEN)
                                    .noneMatch(word -> whom.readers != Audience.PROFESSIONAL
                                            && text.toLowerCase(Locale.ROOT).contains(word)));
    }
}

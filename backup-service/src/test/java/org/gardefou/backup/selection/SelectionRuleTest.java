package org.gardefou.backup.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.gardefou.backup.selection.SelectionRule.Stake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "htdocs",
                "htdocs/",
                "*",
                "**/*",
                "htdocs/*",
                "*/**/*",
                "/htdocs/x",
                "../x",
                "h*",
                "htdocs/**",
                "a\\"
            })
    void allOfTheSiteAndWhatIsNoPatternIsRefused(String pattern) {
        assertThat(SelectionRule.refusals(new Wanted(null, List.of("htdocs/videos", pattern), null), "htdocs"))
                .extracting(SelectionRule.Refusal::field)
                .containsExactly("/exclude/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "htdocs",
                "htdocs/x",
                "",
                ".",
                "..",
                "a/../b",
                "/private",
                "private/",
                ".gardefou-backup",
                ".Gardefou-restore-1",
                "a//b",
                "a\u0000b"
            })
    void whatIsBackedUpAnyhowOursOrNoPathIsNotIncluded(String path) {
        assertThat(SelectionRule.refusals(new Wanted(List.of(path), null, null), "htdocs"))
                .extracting(SelectionRule.Refusal::field)
                .containsExactly("/include/0");
        // Above the document root it would be backed up twice.
        assertThat(SelectionRule.refusals(new Wanted(List.of("www"), null, null), "www/htdocs"))
                .hasSize(1);
    }

    @Test
    void whatIsMeantIsGrantedWithinBounds() {
        assertThat(SelectionRule.refusals(
                        new Wanted(List.of("private", "conf/$HOME"), List.of("**/*.iso", "htdocs/$x/[1]"), false),
                        "htdocs"))
                .isEmpty();
        assertThat(SelectionRule.refusals(new Wanted(null, Collections.nCopies(101, "htdocs/x"), null), "htdocs"))
                .extracting(SelectionRule.Refusal::field)
                .containsExactly("/exclude");
        assertThat(SelectionRule.refusals(new Wanted(Collections.nCopies(21, "x"), null, null), "htdocs"))
                .extracting(SelectionRule.Refusal::field)
                .containsExactly("/include");
    }

    @ParameterizedTest
    @CsvSource({
        "htdocs/wp-content/plugins, CODE",
        "**/*.php, CONFIGURATION CODE",
        "htdocs/wp-content/plugins/shop/*.php, CODE",
        "htdocs/wp-config.php, CONFIGURATION CODE",
        "**/.env, CONFIGURATION",
        "htdocs/vendor, CODE",
        "htdocs/videos, ''",
        "**/wp-content/cache/*, ''",
        "**/.trash, ''"
    })
    void whoLeavesOutCodeOrTheAccessToTheDatabaseIsWarned(String pattern, String stakes) {
        List<SelectionRule.Warning> warnings = SelectionRule.warnings(List.of(pattern), "htdocs");
        assertThat(warnings.stream().map(SelectionRule.Warning::stake))
                .containsExactlyElementsOf(
                        stakes.isEmpty()
                                ? List.of()
                                : List.of(stakes.split(" ")).stream()
                                        .map(Stake::valueOf)
                                        .toList());
        assertThat(warnings).allSatisfy(one -> {
            assertThat(one.text().fr()).contains(pattern);
            assertThat(one.text().en()).contains(pattern, "ake this pattern off");
        });
    }
}

package org.gardefou.restore.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.gardefou.kit.problem.Violation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "/etc/passwd",
                "..",
                "../other/htdocs",
                "wp-content/../../other",
                "wp-content/..",
                "./index.php",
                "a//b",
                "a/./b",
                "//",
                "a\u0000b",
                "a\nb",
                "a\u007Fb",
                "a\u0085b",
                "broken\uFFFDname",
                "half\uD83D"
            })
    void aPathThatIsNoneBelowTheDocumentRootIsRefused(String path) {
        assertThat(files(List.of("index.php", path)).wrong())
                .singleElement()
                .extracting(Violation::pointer)
                .isEqualTo("/paths/1");
    }

    @Test
    void namesAndPathsThatNoFileCanHaveAreRefused() {
        assertThat(files(List.of("x".repeat(256))).wrong()).hasSize(1);
        assertThat(files(List.of("é".repeat(128))).wrong()).hasSize(1);
        assertThat(files(List.of("é".repeat(127))).wrong()).isEmpty();
        assertThat(files(List.of("a/".repeat(501))).wrong()).hasSize(1);
        assertThat(files(Collections.nCopies(101, "a")).wrong()).hasSize(1);
        assertThat(files(List.of()).wrong()).hasSize(1);
        assertThat(files(Collections.singletonList(null)).wrong()).hasSize(1);
        assertThat(files(List.of(".", "a")).wrong()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"index.php", "wp content/été ☃.jpg", "a\\b", "..htaccess", "wp-content/themes/", "-rf", "*", "."
            })
    void anyOtherNameIsTakenAsItIs(String path) {
        assertThat(files(List.of(path)).wrong()).isEmpty();
    }

    @Test
    void whatLiesWithinAChosenFolderIsNotNamedTwice() {
        assertThat(files(List.of("b", "a/b/c", "a/", "a/b", "ab", "b"))
                        .selection()
                        .paths())
                .containsExactly("a", "ab", "b");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,paths,/paths",
                "EVERYTHING,schema,/schema",
                "EVERYTHING,tables,/tables",
                "FILES,-,/paths",
                "FILES,paths+schema,/schema",
                "DATABASE,-,/schema",
                "DATABASE,schema+paths,/paths",
                "DATABASE,schema+tables,/tables",
                "TABLES,schema,/tables",
                "TABLES,tables,/schema"
            })
    void eachScopeTakesItsOwnAndNothingElse(@Nullable Scope scope, @Nullable String given, String wrong) {
        String all = given == null ? "" : given;
        Asked asked = new Asked(
                scope,
                all.contains("paths") ? List.of("a") : null,
                all.contains("schema") ? "wp" : null,
                all.contains("tables") ? List.of("wp_options") : null);
        assertThat(asked.wrong()).extracting(Violation::pointer).containsExactly(wrong);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "wp_\nposts"})
    void aTableThatNoServerCanHaveIsRefused(String table) {
        assertThat(new Asked(Scope.TABLES, null, "wp", List.of(table)).wrong()).hasSize(1);
    }

    @Test
    void foldersMeetChosenPartsWhereOneLiesInTheOther() {
        List<String> uploads = List.of("wp-content/uploads");
        assertThat(Selection.common(uploads, null)).isEqualTo(uploads);
        assertThat(Selection.common(uploads, List.of("wp-content"))).isEqualTo(uploads);
        assertThat(Selection.common(uploads, List.of("wp-content/uploads/2026", "index.php")))
                .containsExactly("wp-content/uploads/2026");
        assertThat(Selection.common(uploads, List.of("wp-content/uploads-old"))).isEmpty();
    }

    private static Asked files(List<@Nullable String> paths) {
        return new Asked(Scope.FILES, paths, null, null);
    }
}

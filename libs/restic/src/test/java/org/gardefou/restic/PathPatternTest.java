package org.gardefou.restic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    htdocs/cache    , htdocs/cache        , true
                    htdocs/cache    , htdocs/cache/a/b    , true
                    htdocs/cache    , htdocs/cached       , false
                    htdocs/cache/*  , htdocs/cache        , false
                    htdocs/cache/*  , htdocs/cache/a      , true
                    **/cache        , htdocs/a/b/cache/x  , true
                    **/cache        , cache               , true
                    htdocs/**/b/*.? , htdocs/b/x.c        , true
                    htdocs/**/b/*.? , htdocs/a/b/c/b/x.c  , true
                    htdocs/**/b/*.? , htdocs/a/b/x.cc     , false
                    htdocs/a\\*b    , htdocs/a*b          , true
                    htdocs/a\\*b    , htdocs/aab          , false
                    htdocs/[ab]     , htdocs/a            , false
                    htdocs/[ab]     , htdocs/[ab]         , true
                    htdocs/$HOME    , htdocs/$HOME        , true
                    htdocs/a.b      , htdocs/axb          , false
                    htdocs/é?n      , htdocs/éñn          , true
                    """)
    void meansTheSameHereAndInTheDatabase(String pattern, String path, boolean meant) {
        PathPattern read = PathPattern.of(pattern.replace("\\\\", "\\"));
        assertThat(read.matches(path)).isEqualTo(meant);
        assertThat(java.util.regex.Pattern.compile(read.regex())
                        .matcher("/" + path)
                        .find())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc",
                "../x",
                "a/../b",
                "a//b",
                ".",
                "a/./b",
                "a/**",
                "**",
                "**/**/x",
                "a\u0000b",
                "a\nb",
                "a\\",
                "a\\b",
                "**/a/**/b/**/c/**/d"
            })
    void whatIsNoPatternIsRefused(String text) {
        assertThatThrownBy(() -> PathPattern.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must");
        assertThatThrownBy(() -> PathPattern.of("a".repeat(501))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLiteralMeansItselfAlone() {
        String path = "a*b/c?d/e\\f/[g]";
        assertThat(PathPattern.of(PathPattern.literal(path)).matches(path)).isTrue();
        assertThat(PathPattern.of(PathPattern.literal(path)).matches("axb/cxd/e\\f/[g]"))
                .isFalse();
    }

    @Test
    void aPatternOfManyStarsTakesNoTime() {
        PathPattern pattern = PathPattern.of("*a".repeat(120) + "b");
        assertThat(pattern.matches("a".repeat(255))).isFalse();
    }

    @Test
    void resticLeavesOutWhatIsMeantAndNothingElse(@TempDir Path folder) throws IOException {
        // Given a site in a folder whose own name would have a meaning, and names that restic or a shell would read
        // otherwise
        Path root = Files.createDirectories(folder.resolve("cache/[a] $HOME*"));
        for (String path : List.of(
                "htdocs/index.php",
                "htdocs/cache/page.html",
                "htdocs/deep/er/cache/page.html",
                "htdocs/$HOME/x",
                "htdocs/[ab]",
                "htdocs/a",
                "htdocs/a*b",
                "htdocs/aab",
                "htdocs/back\\slash",
                "htdocs/!not",
                "htdocs/keep/x.log",
                "ours/cache/x.sql")) {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, path);
        }
        List<PathPattern> patterns = Stream.of(
                        "**/cache/*",
                        "htdocs/$HOME",
                        "htdocs/[ab]",
                        "htdocs/a\\*b",
                        "htdocs/back\\\\slash",
                        "htdocs/!not",
                        "*/keep/*.log")
                .map(PathPattern::of)
                .toList();
        List<String> excludes = new ArrayList<>();
        Path real = root.toRealPath();
        patterns.forEach(pattern -> excludes.addAll(pattern.restic(real, "htdocs")));
        ResticRepository repository = Restic.find()
                .repository(RepositoryAccess.of(
                        folder.resolve("repository").toString(),
                        RepositoryPassword.generate(),
                        folder.resolve("restic-cache")));
        repository.init();
        // When
        String snapshot = repository
                .backup(
                        BackupRequest.of(root, "site", "htdocs", "ours").excluding(excludes.toArray(String[]::new)),
                        ProgressListener.SILENT)
                .snapshotId();
        // Then what is ours is never left out, whatever a pattern says
        Set<String> kept = new TreeSet<>();
        repository.list(snapshot, node -> {
            if (node.type() == Node.Type.FILE) kept.add(node.path());
        });
        assertThat(kept)
                .containsExactlyInAnyOrder("/htdocs/index.php", "/htdocs/a", "/htdocs/aab", "/ours/cache/x.sql");
    }
}

package org.gardefou.backup.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.gardefou.kit.paging.Cursor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, patterns and paths as they come from a request and as they go into a cursor. */
class NamesTest {

    @Test
    void whatIsKnownOfTheStartLeadsIntoTheIndex() {
        assertThat(NamePattern.of("WP-Config*.ph?")).isEqualTo(new NamePattern("wp-config", false, "wp-config%.ph_"));
        assertThat(NamePattern.of("100%_\\.txt")).isEqualTo(new NamePattern("100%_\\.txt", true, "100\\%\\_\\\\.txt"));
        assertThat(NamePattern.of("*.sql").anchored()).isFalse();
        assertThat(NamePattern.of("É*").start()).isEqualTo("é");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "\0"})
    void whatCannotBeANameIsRefused(String name) {
        assertThatThrownBy(() -> NamePattern.of(name)).isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() -> NamePattern.of("x".repeat(256))).isInstanceOf(HttpProblem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "htdocs", "//", "/htdocs//wp", "/htdocs/../etc", "/.", "/htdocs/./x", "/\0"})
    void aPathIsAbsoluteAndGoesNowhereElse(String path) {
        assertThatThrownBy(() -> FolderPath.of("path", path)).isInstanceOf(HttpProblem.class);
    }

    @Test
    void aPathHasOneForm() {
        assertThat(FolderPath.of("path", "/htdocs/..x/")).isEqualTo("/htdocs/..x");
        assertThat(FolderPath.of("path", "/")).isEqualTo("/");
        assertThat(FolderPath.parent("/htdocs")).isEqualTo("/");
        assertThat(FolderPath.parent("/htdocs/a/b")).isEqualTo("/htdocs/a");
        assertThat(FolderPath.name("/htdocs/a/b")).isEqualTo("b");
        assertThat(FolderPath.join("/", "htdocs")).isEqualTo("/htdocs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%00b", "%", "%zz"})
    void whatNoPageEndedWithIsNoCursor(String key) {
        assertThatThrownBy(() -> CursorKeys.name(Cursor.after(key), 0))
                .isInstanceOfSatisfying(HttpProblem.class, bad -> assertThat(bad.getStatusCode())
                        .isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.php", "a\nb", "\u0001\u001f", "100% +1", "%0A", "\ufffd", "été 🎉"})
    void anyNameCanBeWhereAPageEnds(String name) {
        Cursor cursor = Cursor.parse(Cursor.after(CursorKeys.ofName(name), 7).toString());
        assertThat(CursorKeys.name(cursor, 0)).isEqualTo(name);
        String longest = "\ufffd".repeat(255);
        assertThat(CursorKeys.name(
                        Cursor.parse(Cursor.after(CursorKeys.ofName(longest), CursorKeys.ofName(longest))
                                .toString()),
                        1))
                .isEqualTo(longest);
    }
}

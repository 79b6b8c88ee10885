package org.gardefou.kit.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void what_was_put_in_comes_out() {
        Instant time = Instant.parse("2026-11-23T10:15:30.123456Z");
        UUID id = UUID.randomUUID();

        Cursor read = Cursor.parse(Cursor.after(time, 42, "été / 7", id).toString());

        assertThat(read.instant(0)).isEqualTo(time);
        assertThat(read.number(1)).isEqualTo(42);
        assertThat(read.text(2)).isEqualTo("été / 7");
        assertThat(read.uuid(3)).isEqualTo(id);
        assertThat(read.toString()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "a b", "_____w", "AAAA"})
    void what_we_did_not_write_is_refused(String text) {
        assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(HttpProblem.class);
    }

    @Test
    void a_key_of_another_type_or_that_is_not_there_is_refused() {
        Cursor cursor = Cursor.parse(Cursor.after("x").toString());

        assertThatThrownBy(() -> cursor.uuid(0)).isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() -> cursor.instant(0)).isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() -> cursor.number(0)).isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() -> cursor.text(1)).isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() -> Cursor.parse("A".repeat(5000))).isInstanceOf(HttpProblem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "0000-12-31T23:59:59Z"})
    void a_time_that_no_row_can_have_is_refused(String time) {
        Cursor cursor = Cursor.parse(Cursor.after(time).toString());

        assertThatThrownBy(() -> cursor.instant(0)).isInstanceOf(HttpProblem.class);
    }

    @Test
    void a_keyset_compares_a_row_value() {
        Keyset keys = Keyset.newestFirst("createdAt", "id");

        Keyset.Condition behind = keys.behind(Optional.of(List.of(1, 2)));

        assertThat(behind.hql()).isEqualTo("(createdAt, id) < (:key0, :key1)");
        assertThat(behind.parameters()).containsEntry("key0", 1).containsEntry("key1", 2);
        assertThat(keys.orderBy()).isEqualTo(" order by createdAt desc, id desc");
        assertThat(keys.behind(Optional.<List<Object>>empty()).hql()).isEqualTo("1 = 1");
        assertThat(Keyset.oldestFirst("id").behind(Optional.of(List.of(1))).hql())
                .isEqualTo("id > :key0");
        assertThatThrownBy(() -> keys.behind(Optional.of(List.of(1)))).isInstanceOf(IllegalArgumentException.class);
    }
}

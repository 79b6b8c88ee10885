package org.gardefou.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    record All(
            @Nullable String text,
            @Nullable Integer whole,
            @Nullable Double number,
            @Nullable BigDecimal exact,
            @Nullable Boolean flag,
            @Nullable UUID id,
            @Nullable Instant time,
            @Nullable LocalDate day,
            @Nullable Duration length) {}

    private final ObjectMapper json = StrictJson.apply(new ObjectMapper());

    @Test
    void times_are_rfc_3339_and_durations_iso_8601_and_absent_is_absent() throws JsonProcessingException {
        All all = new All(
                null,
                null,
                null,
                null,
                null,
                null,
                Instant.parse("2026-11-23T10:15:30Z"),
                LocalDate.parse("2026-11-23"),
                Duration.ofMinutes(90));

        String written = json.writeValueAsString(all);

        assertThat(written)
                .isEqualTo("{\"time\":\"2026-11-23T10:15:30Z\",\"day\":\"2026-11-23\",\"length\":\"PT1H30M\"}");
        assertThat(json.readValue(written, All.class)).isEqualTo(all);
        assertThat(json.readValue("{\"time\":\"2026-11-23T11:15:30+01:00\"}", All.class)
                        .time())
                .isEqualTo(all.time());
        assertThat(json.readValue("{\"number\":3,\"exact\":3}", All.class).number())
                .isEqualTo(3.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":1}",
                "{\"text\":1.5}",
                "{\"text\":true}",
                "{\"text\":{}}",
                "{\"text\":[]}",
                "{\"text\":[\"a\"]}",
                "{\"whole\":\"1\"}",
                "{\"whole\":1.0}",
                "{\"whole\":\"\"}",
                "{\"whole\":true}",
                "{\"number\":\"1.5\"}",
                "{\"number\":NaN}",
                "{\"exact\":\"1\"}",
                "{\"flag\":\"true\"}",
                "{\"flag\":0}",
                "{\"flag\":\"\"}",
                "{\"id\":\"\"}",
                "{\"id\":5}",
                "{\"id\":\"x\"}",
                "{\"time\":0}",
                "{\"time\":1.5}",
                "{\"time\":\"\"}",
                "{\"time\":\"2026-11-23\"}",
                "{\"time\":\"+10000-01-01T00:00:00Z\"}",
                "{\"time\":\"-0001-12-31T00:00:00Z\"}",
                "{\"time\":\"+1000000000-12-31T23:59:59.999999999Z\"}",
                "{\"day\":\"+999999999-12-31\"}",
                "{\"day\":[2026,11,23]}",
                "{\"day\":20000}",
                "{\"length\":60}",
                "{\"length\":\"60\"}",
                "{\"other\":1}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{} {}",
                "{}]",
                "{'text':\"a\"}",
                "{\"text\":\"a\",}",
                "// c\n{}"
            })
    void what_is_not_meant_exactly_so_is_refused(String document) {
        assertThatThrownBy(() -> json.readValue(document, All.class)).isInstanceOf(JsonProcessingException.class);
    }
}

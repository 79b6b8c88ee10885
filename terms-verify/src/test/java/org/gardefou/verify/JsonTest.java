package org.gardefou.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void whatIsCanonicalIsRead() throws Fault {
        Json.Of read = Json.object(
                "a file",
                "{\"a\":\"\\u0001\\n\u00e9\",\"b\":[\"x\"],\"c\":{\"n\":42},\"d\":1.5,\"e\":true,\"f\":null}");

        assertThat(read.text("a")).isEqualTo("\u0001\n\u00e9");
        assertThat(read.texts("b")).containsExactly("x");
        assertThat(read.object("c").number("n")).isEqualTo(42);
        assertThat(read.textOrEmpty("z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1}",
                "{\"b\":1,\"a\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1}\n",
                "{\"a\":1.0}",
                "{\"a\":01}",
                "{\"a\":1e3}",
                "{\"a\":-0}",
                "{\"a\":9007199254740993}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u000a\"}",
                "{\"a\":\"\\u001F\"}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":tru}",
                "{\"a\":1",
                "{\"a\":\"",
                "[1]",
                "",
                "{\"a\":1,}",
                "{\"a\":+1}",
                "{'a':1}"
            })
    void whatMeansTheSameAndIsWrittenOtherwiseIsRefused(String text) {
        assertThatThrownBy(() -> Json.object("a file", text))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("a file is not canonical JSON");
    }

    @Test
    void whatIsNestedWithoutEndIsRefusedRatherThanFollowed() {
        assertThatThrownBy(() -> Json.object("a file", "{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("too deep");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertThatThrownBy(() -> Json.object("a file", "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void aMemberThatIsNotThereIsNamed() throws Fault {
        Json.Of read = Json.object("a file", "{\"a\":1.5}");
        for (String kind : new String[] {"text", "number", "object", "list"})
            assertThatThrownBy(() -> {
                        switch (kind) {
                            case "text" -> read.text("a");
                            case "number" -> read.number("a");
                            case "object" -> read.object("a");
                            default -> read.list("a");
                        }
                    })
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("has no " + kind + " \"a\"");
    }
}

package org.gardefou.diagnostics.sitechange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnseenTest {

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // An override that makes gpj.exe of exe.jpg, a zero, an escape of terminals, half a character, a
                // separator of lines
                "photo\\u202egpj.exe | photo\uFFFDgpj.exe",
                "shop\\u0000turbo | shop\uFFFDturbo",
                "\\u001b[31mshop | \uFFFD[31mshop",
                "shop\\ud800 | shop\uFFFD",
                "a\\u2028b | a\uFFFDb",
                "a\\u0085b\\u2066c | a\uFFFDb\uFFFDc",
                // What every language needs stays
                "Été ショップ \\ud83d\\ude00 | Été ショップ \uD83D\uDE00",
            })
    void isMarkedInNamesValuesAndFields(String given, String shown) throws JsonProcessingException {
        ObjectNode data = read("{\"object\": {\"name\": \"%s\"}, \"after\": {\"%s\": [{\"x\": \"%s\"}]}}"
                .formatted(given, given, given));

        ObjectNode marked = Unseen.marked(data);

        assertThat(marked.at("/object/name").asText()).isEqualTo(shown);
        assertThat(marked.get("after").fieldNames().next()).isEqualTo(shown);
        assertThat(marked.get("after").iterator().next().at("/0/x").asText()).isEqualTo(shown);
    }

    @Test
    void linesOfATextStayAndWhatIsPlainIsLeftAlone() throws JsonProcessingException {
        ObjectNode data =
                read("{\"before\": {\"content\": \"a\\r\\n\\tb\\n\", \"n\": 7, \"none\": null, \"flag\": true}}");

        assertThat(Unseen.marked(data)).isSameAs(data);
        ObjectNode marked = Unseen.marked(data.put("bell", "\u0007"));
        assertThat(marked.at("/before")).isEqualTo(data.get("before"));
        assertThat(marked.get("bell").asText()).isEqualTo("\uFFFD");
    }

    private ObjectNode read(String text) throws JsonProcessingException {
        return (ObjectNode) json.readTree(text);
    }
}

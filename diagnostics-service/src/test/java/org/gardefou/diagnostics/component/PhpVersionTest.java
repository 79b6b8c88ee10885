package org.gardefou.diagnostics.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhpVersionTest {

    /** Pairs with what {@code version_compare} of PHP 8.2 says of each. */
    private static final Path BY_PHP = Path.of("src/test/resources/versions/php-8.2.jsonl");

    @Test
    void theOrderIsThatOfPhp() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> others = new ArrayList<>();
        List<String> lines = Files.readAllLines(BY_PHP);
        for (String line : lines) {
            JsonNode pair = json.readTree(line);
            int order = PhpVersion.compare(pair.get(0).textValue(), pair.get(1).textValue());
            if (order != pair.get(2).intValue()) others.add(line + " but " + order);
        }
        assertThat(lines).hasSizeGreaterThan(1_000);
        assertThat(others).isEmpty();
    }

    @Test
    void aRangeHasItsEndsOrNot() {
        VersionRange upTo = new VersionRange(null, true, "1.10", true);
        VersionRange before = new VersionRange("1.2", false, "1.10", false);
        VersionRange all = new VersionRange(null, true, null, true);

        assertThat(List.of("0.1", "1.9", "1.10-beta1", "1.10")).allMatch(upTo::contains);
        assertThat(List.of("1.10.1", "2.0")).noneMatch(upTo::contains);
        assertThat(List.of("1.2.1", "1.9", "1.10RC1")).allMatch(before::contains);
        assertThat(List.of("1.2", "1.10", "1.2-dev")).noneMatch(before::contains);
        assertThat(all.contains("9")).isTrue();
    }
}

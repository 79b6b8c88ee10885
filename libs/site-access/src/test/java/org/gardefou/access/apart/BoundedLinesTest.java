package org.gardefou.access.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {

    @Test
    void linesAreReadAndWhatHasNoEndIsNone() throws IOException {
        BoundedLines lines = of("un\n\ndeux\ntrois", 10, 100);
        assertThat(lines.next()).isEqualTo("un");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo("deux");
        assertThat(lines.next()).isNull();
    }

    @Test
    void whoSaysTooMuchIsNotHeard() throws IOException {
        assertThatThrownBy(() -> of("x".repeat(11) + "\n", 10, 100).next()).isInstanceOf(IOException.class);
        BoundedLines many = of("12345678\n".repeat(3), 10, 20);
        many.next();
        many.next();
        assertThatThrownBy(many::next).isInstanceOf(IOException.class);
    }

    private static BoundedLines of(String text, int longest, long most) {
        return new BoundedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest, most);
    }
}

package org.gardefou.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTest {

    @Test
    void aPostTellsItsLengthInBytes() {
        assertThat(text(Requests.posts("/a", "application/json", "t", () -> "\"é\"")
                        .get()))
                .isEqualTo("POST /a HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer t\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 4\r\n\r\n\"é\"");
    }

    @Test
    void aGetAsksForWhatIsNextEachTime() {
        Iterator<String> paths = List.of("/a", "/b").iterator();
        var requests = Requests.gets("t", paths::next);

        assertThat(text(requests.get()))
                .isEqualTo("GET /a HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer t\r\n\r\n");
        assertThat(text(requests.get())).startsWith("GET /b ");
    }

    private static String text(byte[] request) {
        return new String(request, StandardCharsets.UTF_8);
    }
}

package org.gardefou.kit.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gardefou.kit.notes.NoteResource;
import org.gardefou.local.testing.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProgressTest {

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URL url;

    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    @SuppressWarnings("NullAway.Init")
    ProgressFeed feed;

    @Inject
    @SuppressWarnings("NullAway.Init")
    OpenStreams streams;

    /** Who has read the end of a stream is a moment ahead of its place being free again. */
    @BeforeEach
    void none() {
        await().atMost(Duration.ofSeconds(120)).until(() -> streams.count() == 0);
    }

    @Test
    void a_listener_gets_the_last_state_first_then_each_change_and_the_end() throws Exception {
        UUID job = UUID.randomUUID();
        Instant start = Instant.now();
        feed.report(job, Progress.at("copying", start));
        feed.report(job, new Progress("copying", 40, 400L, 4L, 5L, Duration.ofSeconds(90), start.plusMillis(1), false));
        Stream stream = listen(job);

        String first = stream.event();
        feed.report(job, new Progress("copying", 80, 800L, 8L, null, null, start.plusMillis(2), false));
        String second = stream.event();
        feed.report(job, Progress.finished("done", start.plusMillis(3)));
        String third = stream.event();

        assertThat(first).contains("event:progress").contains("\"percent\":40").contains("\"eta\":\"PT1M30S\"");
        assertThat(second).contains("\"percent\":80").doesNotContain("eta");
        assertThat(third).contains("\"step\":\"done\"").contains("\"finished\":true");
        assertThat(List.of(id(first), id(second), id(third))).isSorted().doesNotHaveDuplicates();
        stream.end();
        assertThat(feed.latest(job)).isEmpty();
    }

    @Test
    void a_job_of_another_process_is_read_from_where_it_is_stored() throws Exception {
        UUID job = UUID.randomUUID();
        Instant start = Instant.now();
        Stream stream = listen(job);

        NoteResource.Stored.put(job, new Progress("copying", 10, null, null, null, null, start, false));
        String first = stream.event();
        NoteResource.Stored.put(job, Progress.finished("done", start.plusSeconds(1)));
        String last = stream.event();

        assertThat(first).contains("\"percent\":10");
        assertThat(last).contains("\"finished\":true");
        stream.end();
    }

    @Test
    void who_comes_late_gets_the_stored_end() throws Exception {
        UUID job = UUID.randomUUID();
        NoteResource.Stored.put(job, Progress.finished("failed", Instant.now()));

        Stream stream = listen(job);

        assertThat(stream.event()).contains("\"step\":\"failed\"");
        stream.end();
    }

    @Test
    void silence_is_broken_by_a_sign_of_life() throws Exception {
        UUID job = UUID.randomUUID();
        feed.report(job, Progress.at("thinking", Instant.now()));
        Stream stream = listen(job);
        assertThat(stream.event()).contains("thinking");

        assertThat(stream.any()).contains(":still here").doesNotContain("data");

        feed.report(job, Progress.finished("done", Instant.now()));
        assertThat(stream.event()).contains("done");
        stream.end();
    }

    /** In these tests a caller has three streams, a panel four, and all have five. */
    @Test
    void whoHasAsManyStreamsAsAreAllowedIsToldWhatToDoAndTakesNothingFromOthers() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) open.add(opened("operator"));

            HttpResponse<String> fourth = asked("operator");
            open.add(opened("system"));
            open.add(opened("system"));
            HttpResponse<String> sixth = asked("system");

            refused(fourth, "You have 3 streams of progress open", "without /events");
            refused(sixth, "All 5 streams of progress", "without /events");
        } finally {
            for (Socket socket : open) socket.close();
        }
        none();
    }

    /** Many customers watch through one token; two panels can have the same subject. */
    @Test
    void aPanelHasAShareOfItsOwnForEachConnection() throws Exception {
        String one = panel(UUID.randomUUID());
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) open.add(openedWith(one));

            HttpResponse<String> fifth = askedWith(one);
            open.add(openedWith(panel(UUID.randomUUID())));

            refused(fifth, "You have 4 streams of progress open, as many as one panel may", "without /events");
        } finally {
            for (Socket socket : open) socket.close();
        }
        none();
    }

    private static String panel(UUID connection) {
        return TestTokens.of("panel", List.of("notes:read"), Map.of("connection", connection));
    }

    @Test
    void theStreamOfAClientThatIsGoneIsFreeAgain() throws Exception {
        for (int i = 0; i < 4; i++) {
            Socket socket = opened("operator");
            // Closed with a reset, as by a client that crashed.
            socket.setSoLinger(true, 0);
            socket.close();
            none();
        }
    }

    @Test
    void aHeadRequestTakesNoStream() throws Exception {
        for (int i = 0; i < 4; i++) {
            HttpRequest head = request("operator", UUID.randomUUID())
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(client.send(head, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isLessThan(300);
        }
        none();
    }

    @Test
    void theStreamOfAJobThatIsFinishedGivesItsPlaceBack() throws Exception {
        UUID job = UUID.randomUUID();
        NoteResource.Stored.put(job, Progress.finished("done", Instant.now()));
        for (int i = 0; i < 7; i++) {
            HttpResponse<String> whole =
                    client.send(request("operator", job).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(whole.body()).contains("\"finished\":true");
        }
        none();
    }

    private static void refused(HttpResponse<String> answer, String... details) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).contains("15");
        assertThat(answer.body()).contains("/problems/too-many-requests").contains(details);
    }

    private HttpResponse<String> asked(String role) throws Exception {
        return askedWith(TestTokens.of(role, List.of("notes:read"), Map.of()));
    }

    private HttpResponse<String> askedWith(String token) throws Exception {
        return client.send(requestWith(token, UUID.randomUUID()).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String role, UUID job) {
        return requestWith(TestTokens.of(role, List.of("notes:read"), Map.of()), job);
    }

    private HttpRequest.Builder requestWith(String token, UUID job) {
        return HttpRequest.newBuilder(URI.create(url + "notes/v1/notes/" + job + "/events"))
                .timeout(Duration.ofSeconds(120))
                .header("Authorization", TestTokens.bearer(token))
                .header("Accept", "text/event-stream");
    }

    /** A stream of which the first event has arrived. */
    private Socket opened(String role) throws Exception {
        return openedWith(TestTokens.of(role, List.of("notes:read"), Map.of()));
    }

    private Socket openedWith(String token) throws Exception {
        UUID job = UUID.randomUUID();
        feed.report(job, Progress.at("copying", Instant.now()));
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(120_000);
        socket.getOutputStream()
                .write(("GET /notes/v1/notes/" + job + "/events HTTP/1.1\r\nHost: test\r\nAuthorization: "
                                + TestTokens.bearer(token) + "\r\nAccept: text/event-stream\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf("copying") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as(seen.toString()).isNotNegative();
            seen.append((char) next);
        }
        return socket;
    }

    private static long id(String event) {
        return event.lines()
                .filter(line -> line.startsWith("id:"))
                .map(line -> Long.parseLong(line.substring(3).strip()))
                .findFirst()
                .orElseThrow();
    }

    private Stream listen(UUID job) {
        String token = TestTokens.of("operator", List.of("notes:read"), Map.of());
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "notes/v1/notes/" + job + "/events"))
                .header("Authorization", TestTokens.bearer(token))
                .header("Accept", "text/event-stream")
                .build();
        Stream stream = new Stream();
        var _ = client.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(stream.lines)))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        stream.lines.add("failed: " + failure);
                    }
                });
        return stream;
    }

    /** One open connection; its events are texts of several lines. */
    private static final class Stream {
        static final String END = "end of stream";
        final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        String event() throws InterruptedException {
            String event = any();
            // A sign of life may come at any time, where a test is slow.
            while (event.strip().equals(":still here")) event = any();
            return event;
        }

        /** Also a sign of life. */
        String any() throws InterruptedException {
            StringBuilder event = new StringBuilder();
            while (true) {
                String line = lines.poll(120, TimeUnit.SECONDS);
                assertThat(line).as("an event; so far: " + event).isNotNull().isNotEqualTo(END);
                if (line.isEmpty() && !event.isEmpty()) {
                    return event.toString();
                }
                if (!line.isEmpty()) {
                    event.append(line).append('\n');
                }
            }
        }

        void end() throws InterruptedException {
            String line = lines.poll(120, TimeUnit.SECONDS);
            while (line != null && (line.isEmpty() || line.equals(":still here"))) {
                line = lines.poll(120, TimeUnit.SECONDS);
            }
            assertThat(line).isEqualTo(END);
        }
    }

    private record Lines(BlockingQueue<String> queue) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            queue.add(line);
        }

        @Override
        public void onError(Throwable failure) {
            queue.add("failed: " + failure);
        }

        @Override
        public void onComplete() {
            queue.add(Stream.END);
        }
    }
}

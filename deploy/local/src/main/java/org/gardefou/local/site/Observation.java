package org.gardefou.local.site;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * What a visitor without a cookie got; redirects are not followed.
 *
 * @param url what was asked for
 * @param status the HTTP status, 0 when there was no answer
 * @param bytes the length of the body
 * @param title of the page, empty when it has none
 * @param text what a person reads, white space collapsed; without an answer, why
 * @param body as it came
 * @param location where a redirect points to, else empty
 * @param took from the request to the last byte
 */
public record Observation(
        String url, int status, long bytes, String title, String text, String body, String location, Duration took) {

    /** PHP's own limit is 30 s; a visitor has left long before. */
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    public boolean shows(String words) {
        return text.contains(words);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s -> %d, %d B, %d ms%s%s%n  %.200s",
                url,
                status,
                bytes,
                took.toMillis(),
                location.isEmpty() ? "" : ", to " + location,
                title.isEmpty() ? "" : ", \"" + title + "\"",
                text);
    }

    static Observation of(String url) {
        long start = System.nanoTime();
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(30))
                .build()) {
            HttpResponse<byte[]> response = client.send(
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
            String body = new String(response.body(), StandardCharsets.UTF_8);
            return new Observation(
                    url,
                    response.statusCode(),
                    response.body().length,
                    Html.title(body),
                    Html.text(body),
                    body,
                    response.headers().firstValue("location").orElse(""),
                    Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            return new Observation(
                    url, 0, 0, "", "No answer: " + e, "", "", Duration.ofNanos(System.nanoTime() - start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SiteException("Interrupted while waiting for " + url + ": try again", e);
        }
    }
}

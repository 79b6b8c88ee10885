package org.gardefou.backup.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** One repository behind restic's REST protocol (version 2), which is spoken by {@code rest-server} and {@code rclone serve restic}. */
final class RestStorage implements Storage {

    private static final List<String> FOLDERS = List.of(KEYS, "locks", "snapshots", "index", "data");
    private static final String CONFIG = "config";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NOT_FOUND = 404;
    private static final int REFUSED = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String base;
    private final String login;

    /** @param location {@code rest:https://user:password@host/path/repository/} */
    RestStorage(String location) {
        URI uri = URI.create(location.substring("rest:".length()));
        String userInfo = uri.getRawUserInfo();
        this.base = userInfo == null ? uri.toString() : uri.toString().replace(userInfo + "@", "");
        this.login = userInfo == null
                ? ""
                : Base64.getEncoder()
                        .encodeToString(URLDecoder.decode(userInfo, StandardCharsets.UTF_8)
                                .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void demandThere(String repository) throws IOException {
        HttpResponse<byte[]> answer = send("HEAD", CONFIG);
        if (answer.statusCode() == NOT_FOUND) throw Storage.away(repository);
        demand(answer);
    }

    @Override
    public long count(String repository, String folder) throws IOException {
        if (!folder.isEmpty()) return names(folder).size();
        long count = 0;
        for (String one : FOLDERS) count += names(one).size();
        return count;
    }

    @Override
    public void delete(String repository, String folder) throws IOException {
        for (String one : folder.isEmpty() ? FOLDERS : List.of(folder)) {
            for (String name : names(one)) demand(send("DELETE", one + "/" + name));
        }
    }

    @Override
    public void deleteFolder(String repository) throws IOException {
        demand(send("DELETE", CONFIG));
    }

    private List<String> names(String folder) throws IOException {
        HttpResponse<byte[]> answer = send("GET", folder + "/");
        if (answer.statusCode() == NOT_FOUND) return List.of();
        demand(answer);
        List<String> names = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(answer.body())) {
            names.add(entry.isTextual() ? entry.asText() : entry.path("name").asText());
        }
        return names;
    }

    private static void demand(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() >= REFUSED && answer.statusCode() != NOT_FOUND) {
            throw new IOException("The REST server answers " + answer.statusCode()
                    + ": it may be append-only, or not know user and password");
        }
    }

    private HttpResponse<byte[]> send(String method, String path) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Accept", "application/vnd.x.restic.rest.v2")
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!login.isEmpty()) request.header("Authorization", "Basic " + login);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

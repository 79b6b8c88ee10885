package org.gardefou.backup.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One repository behind restic's REST protocol (version 2), which is spoken by {@code rest-server} and {@code rclone serve restic}. */
final class RestStorage implements Storage {

    private static final List<String> FOLDERS = List.of(KEYS, "locks", "snapshots", "index", "data");
    private static final String CONFIG = "config";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A pack has 16 MB, and the line to a distant store may be slow. */
    private static final Duration UPLOAD = Duration.ofMinutes(15);

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

    @Override
    public long size(File file) throws IOException {
        HttpResponse<byte[]> answer = send("HEAD", path(file));
        if (answer.statusCode() == NOT_FOUND) return -1;
        demand(answer);
        return answer.headers().firstValueAsLong("Content-Length").orElse(-1);
    }

    @Override
    public InputStream read(File file, long from, long length) throws IOException {
        HttpRequest request = request(path(file))
                .header("Range", "bytes=" + from + "-" + (length < 0 ? "" : from + length - 1))
                .GET()
                .build();
        HttpResponse<InputStream> answer = send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() >= REFUSED) {
            answer.body().close();
            throw refused(answer.statusCode());
        }
        return answer.body();
    }

    @Override
    public void write(File file, Path content) throws IOException {
        HttpRequest request = request(path(file))
                .timeout(UPLOAD)
                .POST(HttpRequest.BodyPublishers.ofFile(content))
                .build();
        HttpResponse<byte[]> answer = send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= REFUSED) throw refused(answer.statusCode());
    }

    @Override
    public void delete(File file) throws IOException {
        demand(send("DELETE", path(file)));
    }

    @Override
    public Map<String, Long> list(String repository, String folder) throws IOException {
        Map<String, Long> names = new TreeMap<>();
        HttpResponse<byte[]> answer = send("GET", folder + "/");
        if (answer.statusCode() == NOT_FOUND) return names;
        demand(answer);
        for (JsonNode entry : JSON.readTree(answer.body())) {
            String name =
                    entry.isTextual() ? entry.asText() : entry.path("name").asText();
            names.put(name, entry.has("size") ? entry.path("size").asLong() : size(new File(repository, folder, name)));
        }
        return names;
    }

    private static String path(File file) {
        return file.folder().isEmpty() ? file.name() : file.folder() + "/" + file.name();
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
            throw refused(answer.statusCode());
        }
    }

    private static IOException refused(int status) {
        return new IOException(
                "The REST server answers " + status + ": it may be append-only, or not know user and password");
    }

    private HttpResponse<byte[]> send(String method, String path) throws IOException {
        return send(
                request(path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Accept", "application/vnd.x.restic.rest.v2");
        if (!login.isEmpty()) request.header("Authorization", "Basic " + login);
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        try {
            return client.send(request, handler);
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

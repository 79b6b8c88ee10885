package org.gardefou.local.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Swagger UI with the definitions of all services in its drop-down. It fetches nothing from elsewhere. */
final class Explorer {

    private static final Map<String, String> ASSETS = Map.of(
            "swagger-ui.css", "text/css",
            "index.css", "text/css",
            "swagger-ui-bundle.js", "text/javascript",
            "swagger-ui-standalone-preset.js", "text/javascript",
            "favicon-16x16.png", "image/png",
            "favicon-32x32.png", "image/png");

    /** Swagger UI sets styles and draws its icons inline; scripts come from this origin only. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    private record Page(String contentType, Buffer body) {}

    private final Map<String, Page> pages = new HashMap<>();

    Explorer(List<Route> routes) {
        pages.put("/", new Page("text/html;charset=UTF-8", own("index.html")));
        pages.put(
                "/explorer.js",
                new Page(
                        "text/javascript",
                        Buffer.buffer(own("explorer.js")
                                .toString()
                                .replace(
                                        "/* definitions */ []",
                                        definitions(routes).encode()))));
        String webjar = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
        ASSETS.forEach((name, type) -> pages.put("/" + name, new Page(type, read(webjar + name))));
    }

    /** Answers what is the explorer's. */
    boolean answer(HttpServerRequest request, String path) {
        Page page = pages.get(path);
        if (page == null || !(request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD)) {
            return false;
        }
        var response = request.response()
                .putHeader("Content-Type", page.contentType())
                .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Content-Length", Integer.toString(page.body().length()));
        // The edge is restarted with another version under the same names: a browser asks again after an hour.
        response.putHeader(
                "Cache-Control", path.equals("/") || path.equals("/explorer.js") ? "no-cache" : "max-age=3600");
        var sent = request.method() == HttpMethod.HEAD ? response.end() : response.end(page.body());
        sent.onFailure(gone -> response.reset());
        return true;
    }

    private static JsonArray definitions(List<Route> routes) {
        JsonArray definitions = new JsonArray();
        routes.forEach(route -> definitions.add(
                new JsonObject().put("name", route.title()).put("url", "/" + route.path() + "/openapi")));
        return definitions;
    }

    private static String version() {
        Properties webjar = new Properties();
        try (InputStream file = Objects.requireNonNull(
                Explorer.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties"),
                "Swagger UI is not on the class path")) {
            webjar.load(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return Objects.requireNonNull(webjar.getProperty("version"));
    }

    private static Buffer own(String name) {
        return read(name);
    }

    private static Buffer read(String resource) {
        try (InputStream file = Objects.requireNonNull(Explorer.class.getResourceAsStream(resource), resource)) {
            return Buffer.buffer(file.readAllBytes());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}

package org.gardefou.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.local.site.Database;
import org.gardefou.local.site.WordPressSite;

/** The hoster's systems tell diagnostics-service where the site is. What is known from an earlier run is kept. */
final class Registration {

    static final String SERVER = "demo-web-1";
    static final String SITE = "fournil-du-canal";

    /** What became of it. */
    record Registered(UUID server, UUID site, UUID customer, UUID connection) {}

    private final Stage stage;
    private final Api system;

    Registration(Stage stage) {
        this.stage = stage;
        this.system = stage.system();
    }

    Registered register() {
        UUID server = server();
        Optional<JsonNode> known = system.list("/diagnostics/v1/sites").stream()
                .filter(site -> site.path("server").asText().equals(server.toString()))
                .filter(site ->
                        site.path("root").asText().equals(stage.site().root().toString()))
                .findFirst();
        return known.isPresent() ? kept(known.get()) : fresh(server);
    }

    private Registered kept(JsonNode site) {
        UUID id = uuid(site, "id");
        stage.chronicle()
                .tell(system.get("/diagnostics/v1/sites/" + id), "the site is known already, from an earlier story");
        return new Registered(uuid(site, "server"), id, uuid(site, "customer"), uuid(site, "connection"));
    }

    private UUID server() {
        Optional<JsonNode> known = system.list("/diagnostics/v1/servers").stream()
                .filter(server -> server.path("name").asText().equals(serverName()))
                .findFirst();
        if (known.isPresent()) {
            return uuid(known.get(), "id");
        }
        Database database = stage.site().database();
        Answer made = system.post(
                "/diagnostics/v1/servers",
                Map.of(
                        "name",
                        serverName(),
                        "access",
                        Map.of("kind", "LOCAL"),
                        "databases",
                        List.of(Map.of(
                                "name",
                                "main",
                                "engine",
                                "MARIADB",
                                "host",
                                database.host(),
                                "port",
                                database.port(),
                                "adminSecret",
                                Administration.SECRET)),
                        "siteRoots",
                        List.of(stage.site().root().resolveSibling("").toString())));
        stage.chronicle()
                .tell(made, "provisioning registers the server " + serverName() + ", with the name of a secret only");
        return made.id();
    }

    /** Its database's port is part of what a server is, so a site on other ports is on another one. */
    private String serverName() {
        return SERVER + "-" + stage.site().database().port();
    }

    private Registered fresh(UUID server) {
        UUID customer = UUID.randomUUID();
        Answer connection = stage.operator()
                .post("/diagnostics/v1/connections", Map.of("name", "Panel of the demo", "kind", "OTHER"));
        stage.chronicle().tell(connection, "the control panel of the demo gets a connection of its own");
        WordPressSite site = stage.site();
        URI url = URI.create(site.url() + "/");
        List<Map<String, Object>> logs = new ArrayList<>(List.of(
                Map.of("kind", "PHP", "path", site.phpLog().toString()),
                Map.of("kind", "NGINX", "path", site.nginxLog().toString()),
                Map.of("kind", "MARIADB", "path", site.mariadbLog().toString())));
        site.apacheUrl()
                .ifPresent(there -> logs.add(
                        Map.of("kind", "APACHE", "path", site.apacheLog().toString())));
        Answer made = system.post(
                "/diagnostics/v1/sites",
                Map.ofEntries(
                        Map.entry("server", server),
                        Map.entry("customer", customer),
                        Map.entry("connection", connection.id()),
                        Map.entry("name", SITE),
                        Map.entry("domains", List.of(url.getAuthority())),
                        Map.entry("url", url),
                        Map.entry("root", site.root().toString()),
                        Map.entry("documentRoot", site.documentRoot().toString()),
                        Map.entry("owner", site.siteUser()),
                        Map.entry(
                                "databases",
                                List.of(Map.of("name", site.database().name(), "server", "main"))),
                        Map.entry("logs", logs),
                        Map.entry("phpPidFile", site.fpmPidFile().toString())));
        stage.chronicle().tell(made, "provisioning registers the site " + SITE + " at " + url);
        return new Registered(server, made.id(), customer, connection.id());
    }

    static UUID uuid(JsonNode node, String field) {
        return UUID.fromString(node.path(field).asText());
    }
}

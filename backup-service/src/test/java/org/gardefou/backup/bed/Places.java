package org.gardefou.backup.bed;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Destinations as operators register them. */
public final class Places {
    public static final String PATH = "/backups/v1/destinations";

    private Places() {}

    public static Response register(Map<String, ?> body) {
        return Api.operator().body(body).post(PATH);
    }

    public static UUID registered(Map<String, ?> body) {
        Response answer = register(body);
        assertThat(answer.statusCode()).as("%s", answer.asString()).isEqualTo(201);
        return Api.id(answer.jsonPath().getString("id"));
    }

    public static Map<String, Object> s3(S3Server server) {
        secret("destination-s3-test", "user=%s\npassword=%s\n".formatted(S3Server.ACCESS_KEY, S3Server.SECRET_KEY));
        return place("S3", server.location() + "/depots", "destination-s3-test");
    }

    /** Another way to the same place. */
    public static Map<String, Object> through(Gateway gateway, Map<String, Object> place) {
        place.put("location", gateway.through(place.get("location").toString()));
        return place;
    }

    public static Map<String, Object> sftp(SftpServer server) {
        secret("destination-sftp-test", server.privateKey);
        Map<String, Object> place = place("SFTP", server.location(), "destination-sftp-test");
        place.put("hostKeys", server.hostKey);
        return place;
    }

    public static Map<String, Object> rest(RestServer server) {
        secret("destination-rest-test", "user=%s\npassword=%s\n".formatted(RestServer.USER, RestServer.PASSWORD));
        return place("REST", server.location(), "destination-rest-test");
    }

    public static Map<String, Object> local() {
        try {
            Path folder = Files.createTempDirectory(Path.of(System.getProperty("gardefou.data.directory")), "place");
            Map<String, Object> place = place("LOCAL", folder.toString(), "");
            place.remove("secret");
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the sites of a server. */
    public static Map<String, Object> of(Map<String, Object> place, TestSite site) {
        place.put("servers", List.of(site.server.toString()));
        return place;
    }

    private static Map<String, Object> place(String kind, String location, String secret) {
        Map<String, Object> place = new HashMap<>();
        place.put("name", kind + " " + UUID.randomUUID());
        place.put("kind", kind);
        place.put("location", location);
        place.put("secret", secret);
        return place;
    }

    public static void secret(String name, String text) {
        Path file = Path.of(System.getProperty("gardefou.secrets.directory"), name);
        try {
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.gardefou.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gardefou.local.postgres.Databases;
import org.gardefou.local.process.BuildFiles;
import org.gardefou.local.process.Command;
import org.gardefou.local.process.Program;
import org.gardefou.local.process.SigningKeyFile;
import org.gardefou.local.token.TokenMint;

/** One service as it would run in production: the JVM's own compilers and collector, nothing cut for a small machine. */
final class ServiceUnderTest implements Program {

    static final String MEMORY = "-Xmx512m";
    static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    /** To the database, at most. */
    static final String CONNECTIONS = "20";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Lab lab;
    private final String name;
    private final int port;
    private final List<String> flags;

    ServiceUnderTest(Lab lab, String name, int port, List<String> flags) {
        this.lab = lab;
        this.name = name;
        this.port = port;
        this.flags = List.copyOf(flags);
    }

    int port() {
        return port;
    }

    @Override
    public String name() {
        return name;
    }

    Path jar() {
        return lab.root().resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
    }

    @Override
    public Command command() throws IOException {
        if (!Files.exists(jar())) throw new IOException(name + " is not built: run mvn -DskipTests package first.");
        String database = Lab.databaseOf(name);
        List<String> arguments = new ArrayList<>(List.of(BuildFiles.java(), MEMORY, NATIVE_ACCESS));
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        properties.put("quarkus.http.port", Integer.toString(port));
        properties.put("quarkus.datasource.jdbc.url", lab.jdbcUrl(database));
        properties.put("quarkus.datasource.username", database);
        properties.put("quarkus.datasource.jdbc.max-size", CONNECTIONS);
        properties.put("kafka.bootstrap.servers", lab.bootstrapServers());
        properties.put("mp.jwt.verify.publickey.location", lab.publicKeyLocation());
        properties.put("mp.jwt.verify.publickey.algorithm", TokenMint.ALGORITHM);
        properties.put("mp.jwt.verify.issuer", TokenMint.ISSUER);
        properties.put(
                "gardefou.data.directory", lab.directory().resolve("data").toString());
        Map<String, String> environment =
                new HashMap<>(Map.of("QUARKUS_DATASOURCE_PASSWORD", lab.password(database), "LC_ALL", "C.UTF-8"));
        Path secrets = lab.secrets(name);
        properties.put("gardefou.secrets.directory", secrets.toString());
        if (database.equals(Lab.EVIDENCE)) {
            SigningKeyFile.in(secrets);
            // Without it no terms can be published.
            properties.put("gardefou.hoster.name", "Hébergeur d'essai SAS");
            properties.put("gardefou.hoster.contact", "bench@hoster.example");
            properties.put("gardefou.hoster.mediator", "Médiateur d'essai, mediator.example");
            properties.put("quarkus.flyway.jdbc-url", lab.jdbcUrl(database));
            properties.put("quarkus.flyway.username", Databases.ownerOf(database));
            environment.put("QUARKUS_FLYWAY_PASSWORD", lab.password(Databases.ownerOf(database)));
        }
        properties.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        // Behind: of two settings of one name the JVM takes the last.
        arguments.addAll(flags);
        arguments.addAll(List.of("-jar", jar().toString()));
        return new Command(arguments, environment, lab.directory(), jar().toString());
    }

    @Override
    public boolean ready() {
        try {
            return CLIENT.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends one request and returns the answer's body; anything but success is the end of the benchmark. */
    String post(String path, String type, String body) throws IOException, InterruptedException {
        return new String(
                answer(request(path)
                        .header("Content-Type", type)
                        .header("If-Match", "*")
                        .POST(HttpRequest.BodyPublishers.ofString(body))),
                StandardCharsets.UTF_8);
    }

    /** The same for a read. */
    byte[] get(String path) throws IOException, InterruptedException {
        return answer(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + lab.token());
    }

    private static byte[] answer(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2)
            throw new IOException(request.uri().getPath() + ": " + answer.statusCode() + " "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        return answer.body();
    }
}

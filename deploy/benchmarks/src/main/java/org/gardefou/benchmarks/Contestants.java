package org.gardefou.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gardefou.local.process.BuildFiles;
import org.gardefou.local.process.Command;
import org.gardefou.local.process.FreePorts;

/** A service of ours and the smallest Panache application, started with the same JVM settings on the same database server. */
final class Contestants {

    /** Of the services the one with the most to do at start: plans, clauses, documents and the ledger. */
    static final String SERVICE = "terms-service";

    private static final List<String> COMMON = List.of(ServiceUnderTest.MEMORY, ServiceUnderTest.NATIVE_ACCESS);

    private final Lab lab;

    Contestants(Lab lab) {
        this.lab = lab;
    }

    Launch ours(List<String> jvm) throws IOException, InterruptedException {
        ServiceUnderTest service =
                new ServiceUnderTest(lab, SERVICE, FreePorts.find(1).getFirst(), List.of());
        return launch(service.command(), jvm, service.port(), "/terms/v1/plans?limit=1");
    }

    Launch peer() throws IOException, InterruptedException {
        int port = FreePorts.find(1).getFirst();
        return launch(peerCommand(port), List.of(), port, "/parcels");
    }

    private Launch launch(Command command, List<String> jvm, int port, String path)
            throws IOException, InterruptedException {
        return Launch.of(
                command,
                jvm,
                URI.create("http://127.0.0.1:" + port + path),
                lab.token(),
                lab.directory().resolve("launch.log"));
    }

    private Command peerCommand(int port) throws IOException {
        Path jar = lab.root().resolve("deploy/benchmarks/panache-peer/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) throw new IOException("The peer is not built: run mvn -DskipTests package first.");
        List<String> arguments = new ArrayList<>(List.of(BuildFiles.java()));
        arguments.addAll(COMMON);
        Map.of(
                        "java.util.logging.manager",
                        "org.jboss.logmanager.LogManager",
                        "quarkus.http.port",
                        Integer.toString(port),
                        "quarkus.datasource.jdbc.url",
                        lab.jdbcUrl("peer"),
                        "quarkus.datasource.username",
                        "peer")
                .forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        arguments.addAll(List.of("-jar", jar.toString()));
        return new Command(
                arguments,
                Map.of("QUARKUS_DATASOURCE_PASSWORD", lab.password("peer"), "LC_ALL", "C.UTF-8"),
                lab.directory(),
                jar.toString());
    }

    /** Both once, unmeasured: the first start of ours migrates its database, and the disk cache is cold for both. */
    void warmUp() throws IOException, InterruptedException {
        ours(List.of()).close();
        peer().close();
    }
}

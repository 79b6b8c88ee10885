package org.gardefou.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gardefou.local.process.BuildFiles;
import org.gardefou.local.process.Command;
import org.gardefou.local.process.Program;

/** The application that serves the bare select over HTTP, on the same database as the service and with the same memory and connections. */
final class SelectPeer implements Program {

    private final Lab lab;
    private final int port;

    SelectPeer(Lab lab, int port) {
        this.lab = lab;
        this.port = port;
    }

    int port() {
        return port;
    }

    @Override
    public String name() {
        return "select-peer";
    }

    @Override
    public Command command() throws IOException {
        Path jar = lab.root().resolve("deploy/benchmarks/select-peer/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) throw new IOException("The peer is not built: run mvn -DskipTests package first.");
        List<String> arguments =
                new ArrayList<>(List.of(BuildFiles.java(), ServiceUnderTest.MEMORY, ServiceUnderTest.NATIVE_ACCESS));
        Map.of(
                        "java.util.logging.manager",
                        "org.jboss.logmanager.LogManager",
                        "quarkus.http.port",
                        Integer.toString(port),
                        "quarkus.datasource.jdbc.url",
                        lab.jdbcUrl(Lab.EVIDENCE),
                        "quarkus.datasource.username",
                        Lab.EVIDENCE,
                        "quarkus.datasource.jdbc.max-size",
                        ServiceUnderTest.CONNECTIONS)
                .forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        arguments.addAll(List.of("-jar", jar.toString()));
        return new Command(
                arguments,
                Map.of("QUARKUS_DATASOURCE_PASSWORD", lab.password(Lab.EVIDENCE), "LC_ALL", "C.UTF-8"),
                lab.directory(),
                jar.toString());
    }

    /** It has no health check; when it listens it works. */
    @Override
    public boolean ready() {
        try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connected.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}

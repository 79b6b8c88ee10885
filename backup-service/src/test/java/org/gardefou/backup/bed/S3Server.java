package org.gardefou.backup.bed;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gardefou.local.process.FreePorts;

/** A real S3 server (S3Proxy), in a process of its own, over a folder. */
public final class S3Server implements AutoCloseable {
    public static final String ACCESS_KEY = "garde-fou-test";
    public static final String SECRET_KEY = "s3-secret-only-for-this-test";
    public static final String BUCKET = "sauvegardes";

    public final Path data;
    private final int port;
    private final Process process;

    private S3Server(Path data, int port, Process process) {
        this.data = data;
        this.port = port;
        this.process = process;
    }

    public static S3Server start() {
        try {
            Path place = Files.createTempDirectory(Path.of(System.getProperty("gardefou.data.directory")), "s3");
            Path data = Files.createDirectories(place.resolve("data").resolve(BUCKET))
                    .getParent();
            int port = FreePorts.find(1).getFirst();
            Files.writeString(place.resolve("s3.conf"), """
                    s3proxy.authorization=aws-v2-or-v4
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    s3proxy.ignore-unknown-headers=true
                    jclouds.provider=filesystem-nio2
                    jclouds.identity=x
                    jclouds.credential=x
                    jclouds.filesystem.basedir=%s
                    """.formatted(port, ACCESS_KEY, SECRET_KEY, data));
            Files.writeString(place.resolve("logback.xml"), "<configuration><root level=\"WARN\"/></configuration>");
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-Dlogback.configurationFile=" + place.resolve("logback.xml"),
                            "-cp",
                            Files.readString(Path.of("../deploy/s3-server/target/classpath"))
                                    .strip(),
                            "org.gaul.s3proxy.Main",
                            "--properties",
                            place.resolve("s3.conf").toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(place.resolve("log").toFile())
                    .start();
            S3Server server = new S3Server(data, port, process);
            await().atMost(Api.SOON).until(server::answers);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** As a destination names it. */
    public String location() {
        return "http://127.0.0.1:" + port + "/" + BUCKET;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

package org.gardefou.access.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.CommandOutcome;
import org.gardefou.access.host.Input;
import org.gardefou.access.host.Output;
import org.gardefou.access.host.PrivateFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshHostTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    static Path machine;

    @TempDir
    Path folder;

    private static Sshd sshd;
    private static SshHost host;

    @BeforeAll
    static void start() throws IOException {
        sshd = new Sshd(machine);
        host = new SshHost("web-2", sshd.access());
    }

    @AfterAll
    static void stop() {
        host.close();
        sshd.close();
    }

    @Test
    void bytesGoInAndOut() throws IOException {
        byte[] bytes = new byte[5_000_000];
        new java.util.Random(1).nextBytes(bytes);
        Path in = Files.write(folder.resolve("in"), bytes);
        Path out = folder.resolve("out");

        host.run(Command.of("cat").reading(Input.of(in)).writing(Output.to(out)))
                .orThrow();
        assertThat(out).hasBinaryContent(bytes);
    }

    @Test
    void everyByteOfAnArgumentArrivesAndNoneIsAnOrder() throws IOException {
        StringBuilder all = new StringBuilder();
        for (char letter = 1; letter < 0x250; letter++) {
            all.append(letter);
        }
        List<String> hostile = List.of(
                all.toString(), "", " ", "-n", "'; touch " + folder.resolve("order") + " #", "$(id)`id`\\\n\n", "€😀");
        List<String> vector = new java.util.ArrayList<>(List.of("printf", "%s\\0"));
        vector.addAll(hostile);

        assertThat(said(Command.of(vector))).isEqualTo(String.join("\0", hostile) + "\0");
        String name = "a '\"$(x)\n*\\; b";
        Path odd = Files.createDirectory(folder.resolve(name));
        assertThat(said(Command.of("pwd").in(odd.toString()))).isEqualTo(odd + "\n");
        assertThat(folder.resolve("order")).doesNotExist();
    }

    @Test
    void theEnvironmentIsOursAloneAndOnNoCommandLine() throws IOException {
        String secret = "sehr'geheim $HOME \n zwei";
        assertThat(said(Command.of("env", "-0").with("GEHEIM", secret)).split("\0", -1))
                .contains("GEHEIM=" + secret, "LANG=C.UTF-8")
                .allMatch(one -> one.matches("(?s)(GEHEIM|LANG|PATH|PWD|_)=.*|"));
        assertThat(said(Command.of("sh", "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null || true")
                        .with("GEHEIM", "nirgends-zu-sehen")))
                .doesNotContain("nirgends-zu-sehen");
    }

    @Test
    void howItEndedIsToldAsOnThisMachine() {
        assertThat(host.run(Command.of("sh", "-c", "echo warum >&2; exit 7")))
                .isInstanceOfSatisfying(CommandOutcome.Exited.class, it -> {
                    assertThat(it.code()).isEqualTo(7);
                    assertThat(it.stderr()).isEqualTo("warum\n");
                });
        assertThat(host.run(Command.of("sh", "-c", "kill -9 $$")))
                .isInstanceOfSatisfying(
                        CommandOutcome.Exited.class, it -> assertThat(it.code()).isEqualTo(137));
        assertThat(host.run(Command.of("no-such-thing"))).isInstanceOf(CommandOutcome.NotStarted.class);
        assertThat(host.run(Command.of("true").in("/nowhere")).stderr()).contains("no folder /nowhere on web-2");
        assertThat(host.run(Command.of("id").as("no-such-user"))).isInstanceOf(CommandOutcome.NotStarted.class);
        assertThat(host.run(Command.of("head", "-c", "1").reading(Input.of(new byte[3_000_000])))
                        .succeeded())
                .isTrue();
        assertThat(host.run(Command.of("yes").writing(Output.to(new Captured(1000)))))
                .isInstanceOf(CommandOutcome.Failed.class);
    }

    @Test
    void rootCanRunACommandAsAnother() throws IOException {
        assumeTrue(Sshd.user().equals("root"));
        assertThat(said(Command.of("sh", "-c", "id -un; grep NoNewPrivs /proc/self/status")
                        .as("nobody")))
                .isEqualTo("nobody\nNoNewPrivs:\t1\n");
    }

    @Test
    void whatTakesTooLongIsEndedThereWithItsChildren() throws IOException {
        Path pid = folder.resolve("pid");
        // Longer each time, until it has begun within the time.
        for (int seconds = 2; !written(pid); seconds *= 3) {
            CommandOutcome outcome =
                    host.run(Command.of("sh", "-c", "sleep 300 & echo $! >\"$1\"; wait", "sh", pid.toString())
                            .within(Duration.ofSeconds(seconds)));

            assertThat(outcome).isInstanceOf(CommandOutcome.TimedOut.class);
        }
        awaitEnd(pid);
    }

    @Test
    void whoIsInterruptedEndsTheCommandThere() throws Exception {
        Path pid = folder.resolve("pid");
        AtomicReference<CommandOutcome> outcome = new AtomicReference<>();
        Thread runner = Thread.ofVirtual()
                .start(() -> outcome.set(
                        host.run(Command.of("sh", "-c", "sleep 300 & echo $! >\"$1\"; wait", "sh", pid.toString()))));
        awaitPid(pid);
        runner.interrupt();
        runner.join();

        assertThat(outcome.get()).isInstanceOf(CommandOutcome.Cancelled.class);
        awaitEnd(pid);
    }

    @Test
    void aCutConnectionIsToldAsSuchAndTheNextCommandConnectsAnew() throws Exception {
        Path pid = folder.resolve("pid");
        AtomicReference<CommandOutcome> outcome = new AtomicReference<>();
        Thread runner = Thread.ofVirtual()
                .start(() -> outcome.set(
                        host.run(Command.of("sh", "-c", "sleep 300 & echo $! >\"$1\"; wait", "sh", pid.toString()))));
        awaitPid(pid);
        sshd.cut();
        runner.join();

        assertThat(outcome.get()).isInstanceOf(CommandOutcome.Lost.class);
        assertThat(outcome.get().said()).contains("the connection to web-2 was lost");
        assertThat(host.run(Command.of("true")).succeeded()).isTrue();
        awaitEnd(pid);
    }

    @Test
    void aPrivateFileIsThereAsLongAsItsCommandRunsAndNoLonger() throws Exception {
        byte[] content = "pass'word\\ %s\n\0é".getBytes(StandardCharsets.UTF_8);
        String look = "stat -c '%a %n' \"$1\"; cat \"$1\"; cat; exit 7";
        Captured said = new Captured(1000);
        CommandOutcome outcome = host.run(
                Command.of("sh", "-c", look, "sh", Command.PRIVATE_FILE)
                        .reading(Input.of("its own input"))
                        .writing(Output.to(said)),
                content);
        String[] lines = said.text().split("\n", 2);
        assertThat(lines[0]).startsWith("600 ");
        assertThat(lines[1]).isEqualTo(new String(content, StandardCharsets.UTF_8) + "its own input");
        assertThat(((CommandOutcome.Exited) outcome).code()).isEqualTo(7);
        assertThat(Path.of(lines[0].substring(4)).getParent()).doesNotExist();

        // Nor when the connection is cut while it runs
        Path named = folder.resolve("named");
        Thread cut = Thread.ofVirtual().start(() -> {
            await().atMost(LONG).until(() -> Files.exists(named) && Files.size(named) > 1);
            sshd.cut();
        });
        String wait = "printf '%s\n' \"$1\" >" + named + "; exec cat";
        CommandOutcome lost = host.run(
                Command.of("sh", "-c", wait, "sh", Command.PRIVATE_FILE)
                        .reading(Input.from(_ -> await().atMost(LONG).until(() -> !cut.isAlive()))),
                content);
        assertThat(lost).isInstanceOf(CommandOutcome.Lost.class);
        Path file = Path.of(Files.readString(named).strip());
        await().atMost(LONG).until(() -> Files.notExists(file.getParent()));
    }

    @Test
    void aPrivateFileIsOursAndGoesAway() throws IOException {
        Path made;
        try (PrivateFile file = host.privateFile("geheim".getBytes(StandardCharsets.UTF_8))) {
            made = Path.of(file.path());
            assertThat(made).hasContent("geheim");
            assertThat(Files.getPosixFilePermissions(made)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(made.getParent()).doesNotExist();
    }

    @Test
    void programsAndZoneAreThoseOfTheMachine() {
        assertThat(host.find("no-such-thing", "sh"))
                .hasValueSatisfying(path -> assertThat(path).endsWith("/sh"));
        assertThat(host.find("no-such-thing")).isEmpty();
        assertThat(SshHost.zone("/usr/share/zoneinfo/Europe/Paris")).isEqualTo(ZoneId.of("Europe/Paris"));
        assertThat(SshHost.zone("")).isEqualTo(ZoneId.of("UTC"));
        assertThat(host.zone()).isNotNull();
    }

    @Test
    void noOtherMachineIsTalkedTo() throws Exception {
        String other = "SHA256:" + "A".repeat(43);
        try (SshHost wrong = new SshHost(
                "web-2", new SshAccess("127.0.0.1", sshd.port, Sshd.user(), sshd.privateKey, List.of(other)))) {
            assertThatThrownBy(wrong::connect)
                    .isInstanceOfSatisfying(SshException.class, it -> assertThat(it.reason())
                            .isEqualTo(SshException.Reason.OTHER_HOST_KEY))
                    .hasMessageContaining(sshd.fingerprint);
            assertThat(wrong.run(Command.of("true"))).isInstanceOf(CommandOutcome.NotStarted.class);
        }
        ShownHostKey shown = HostKeyScan.of("127.0.0.1", sshd.port);
        assertThat(shown.fingerprint()).isEqualTo(sshd.fingerprint);
        assertThat(sshd.hostKey).startsWith(shown.publicKey());
        try (SshHost known = new SshHost(
                "web-2",
                new SshAccess("127.0.0.1", sshd.port, Sshd.user(), sshd.privateKey, List.of(shown.publicKey())))) {
            known.connect();
        }
    }

    @Test
    void whyItDoesNotConnectIsSaid() throws IOException {
        assertReason(
                SshException.Reason.UNREACHABLE,
                new SshAccess("no-such-host.invalid", 22, Sshd.user(), sshd.privateKey, List.of(sshd.fingerprint)));
        assertReason(
                SshException.Reason.UNREACHABLE,
                new SshAccess("127.0.0.1", 1, Sshd.user(), sshd.privateKey, List.of(sshd.fingerprint)));
        assertReason(
                SshException.Reason.LOGIN_REFUSED,
                new SshAccess("127.0.0.1", sshd.port, "no-such-user", sshd.privateKey, List.of(sshd.fingerprint)));
        assertReason(
                SshException.Reason.KEY_UNREADABLE,
                new SshAccess("127.0.0.1", sshd.port, Sshd.user(), "no key", List.of(sshd.fingerprint)));
        assertThat(HostKeys.isSound(sshd.hostKey)).isTrue();
        assertThat(HostKeys.isSound("MD5:aa:bb")).isFalse();
        assertThat(HostKeys.isSound("ssh-ed25519 nonsense")).isFalse();
    }

    @Test
    void onePortOfOursCanBeReachedFromThere() throws Exception {
        try (var listening = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                Forwarding forwarding = host.forward(listening.getLocalPort())) {
            Thread.ofVirtual().start(() -> {
                try (var one = listening.accept()) {
                    one.getOutputStream().write("von hier".getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            try (var socket = new java.net.Socket("127.0.0.1", forwarding.port())) {
                assertThat(socket.getInputStream().readAllBytes())
                        .isEqualTo("von hier".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void assertReason(SshException.Reason reason, SshAccess access) {
        try (SshHost wrong = new SshHost("web-2", access)) {
            assertThatThrownBy(wrong::connect).isInstanceOfSatisfying(SshException.class, it -> assertThat(it.reason())
                    .isEqualTo(reason));
        }
    }

    private static String said(Command command) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        host.run(command.writing(Output.to(in -> in.transferTo(bytes)))).orThrow();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void awaitPid(Path pid) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> written(pid));
    }

    private static boolean written(Path pid) throws IOException {
        return Files.exists(pid) && Files.size(pid) > 1;
    }

    private static void awaitEnd(Path pid) throws IOException {
        long number = Long.parseLong(Files.readString(pid).strip());
        // A dead process whose parent has not asked for it yet is ended too.
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ProcessHandle.of(number).isEmpty()
                        || Files.readString(Path.of("/proc/" + number + "/stat"))
                                .contains(") Z "));
    }
}

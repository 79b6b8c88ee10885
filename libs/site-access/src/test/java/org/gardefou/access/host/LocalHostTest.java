package org.gardefou.access.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalHostTest {
    private final LocalHost host;
    private final Path folder;

    LocalHostTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.host = new LocalHost(folder.resolve("scratch"));
    }

    @Test
    void bytesGoInAndOut() throws IOException {
        byte[] bytes = new byte[300_000];
        new java.util.Random(1).nextBytes(bytes);
        Path in = Files.write(folder.resolve("in"), bytes);
        Path out = folder.resolve("out");

        host.run(Command.of("cat").reading(Input.of(in)).writing(Output.to(out)))
                .orThrow();
        assertThat(out).hasBinaryContent(bytes);
        host.run(Command.of("cat").reading(Input.of(bytes)).writing(Output.to(out)))
                .orThrow();
        assertThat(out).hasBinaryContent(bytes);
    }

    @Test
    void aCommandGetsNothingOfOurEnvironment() throws IOException {
        Captured captured = new Captured(10_000);

        host.run(Command.of("env").with("GIVEN", "yes; $(id)").writing(Output.to(captured)))
                .orThrow();

        assertThat(captured.text().lines().map(line -> line.split("=", 2)[0]))
                .containsExactlyInAnyOrder("PATH", "LANG", "GIVEN");
        assertThat(captured.text()).contains("GIVEN=yes; $(id)");
    }

    @Test
    void failuresAreOutcomes() {
        CommandOutcome failed = host.run(Command.of("sh", "-c", "echo no >&2; exit 3"));
        assertThat(failed).isInstanceOfSatisfying(CommandOutcome.Exited.class, it -> assertThat(it.code())
                .isEqualTo(3));
        assertThatThrownBy(failed::orThrow)
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("sh ended with code 3: no");
        assertThat(host.run(Command.of("no-such-thing"))).isInstanceOf(CommandOutcome.NotStarted.class);
        assertThat(host.run(Command.of("true").in("/nowhere"))).isInstanceOf(CommandOutcome.NotStarted.class);
        assertThat(host.run(Command.of("yes").writing(Output.to(new Captured(1000)))))
                .isInstanceOf(CommandOutcome.Failed.class);
        assertThat(host.run(Command.of("cat").reading(Input.from(out -> {
                    out.write(1);
                    throw new IOException("the source is gone");
                }))))
                .isInstanceOfSatisfying(CommandOutcome.Failed.class, it -> assertThat(it.problem())
                        .contains("source is gone"));
        assertThat(host.run(Command.of("true").reading(Input.of(new byte[1_000_000])))
                        .succeeded())
                .isTrue();
        assertThat(host.run(Command.of("sh", "-c", "head -c 100000 /dev/zero | tr '\\0' x >&2; echo END >&2; exit 1"))
                        .stderr())
                .hasSize(16 * 1024)
                .endsWith("END\n");
    }

    @Test
    void aTimeoutEndsTheWholeTree() throws IOException {
        Path pids = folder.resolve("pids");
        Path other = folder.resolve("pids.b");
        // Longer each time, until the tree has come to be within the time.
        for (int seconds = 1; !written(pids) || !written(other); seconds *= 3) {
            CommandOutcome outcome = host.run(Command.of(
                            "sh",
                            "-c",
                            "(trap '' TERM; sleep 610 & echo $! > " + other + "; wait) & sleep 620 & echo $! > " + pids
                                    + "; wait")
                    .within(Duration.ofSeconds(seconds)));

            assertThat(outcome).isInstanceOf(CommandOutcome.TimedOut.class);
        }
        for (String name : new String[] {"pids", "pids.b"}) {
            long pid = Long.parseLong(Files.readString(folder.resolve(name)).strip());
            await().atMost(Duration.ofSeconds(30)).until(() -> ended(pid));
        }
    }

    private static boolean written(Path pid) throws IOException {
        return Files.exists(pid) && Files.size(pid) > 1;
    }

    @Test
    void anInterruptedThreadCancelsItsCommand() throws Exception {
        Path started = folder.resolve("started");
        AtomicReference<CommandOutcome> outcome = new AtomicReference<>();
        Thread thread = Thread.ofPlatform()
                .start(() ->
                        outcome.set(host.run(Command.of("sh", "-c", "echo $$ > " + started + "; exec sleep 630"))));
        await().atMost(Duration.ofSeconds(60)).until(() -> written(started));
        long pid = Long.parseLong(Files.readString(started).strip());

        thread.interrupt();
        thread.join();

        assertThat(outcome.get()).isInstanceOf(CommandOutcome.Cancelled.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> ended(pid));
    }

    @Test
    void rootRunsACommandAsAnotherUserWithThatUsersGroups() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"));
        Captured captured = new Captured(1000);

        host.run(Command.of("sh", "-c", "id -un; id -Gn; cat /etc/shadow || true")
                        .as("nobody")
                        .writing(Output.to(captured)))
                .orThrow();

        assertThat(captured.text()).isEqualTo("nobody\nnogroup\n");
        assertThat(host.run(Command.of("id").as("no-such-user"))).isInstanceOf(CommandOutcome.NotStarted.class);
    }

    @Test
    void aPrivateFileIsPrivateAndGoes() throws IOException {
        String path;
        try (PrivateFile file = host.privateFile(new byte[] {1, 2})) {
            path = file.path();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(path))))
                    .isEqualTo("rw-------");
            assertThat(Path.of(path)).hasBinaryContent(new byte[] {1, 2});
        }
        assertThat(Path.of(path)).doesNotExist();
    }

    private static boolean ended(long pid) throws IOException {
        // A dead process whose parent has not asked for it yet is ended too.
        return ProcessHandle.of(pid).isEmpty()
                || Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
    }
}

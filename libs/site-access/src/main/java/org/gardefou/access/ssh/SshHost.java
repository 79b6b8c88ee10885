package org.gardefou.access.ssh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelExec;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.CommandOutcome;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.Input;
import org.gardefou.access.host.Output;
import org.gardefou.access.host.PrivateFile;
import org.jspecify.annotations.Nullable;

/**
 * A machine over SSH. All its commands share one connection, which is made by the first of them and made anew when it was lost;
 * of what went on meanwhile, the outcome is {@link CommandOutcome.Lost}. It needs OpenSSH on Linux there.
 */
public final class SshHost implements Host, AutoCloseable {
    // OpenSSH allows ten on one connection; one more is for ending what runs in the others.
    private static final int CHANNELS = 8;
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final int LONGEST_PATH = 4096;

    private final String name;
    private final SshAccess access;
    private final SshConnection connection;
    private final Semaphore channels = new Semaphore(CHANNELS, true);
    private final Semaphore endings = new Semaphore(1, true);
    private final Map<String, String> found = new ConcurrentHashMap<>();
    private final Set<String> leftBehind = ConcurrentHashMap.newKeySet();
    private @Nullable FileAgent looking;

    /** Nobody is connected to yet. */
    public SshHost(String name, SshAccess access) {
        this.name = name;
        this.access = access;
        this.connection = new SshConnection(access);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String user() {
        return access.user();
    }

    /**
     * Connects and logs in, if that is not so already.
     *
     * @throws SshException when that does not go; the message says what to do
     */
    @Override
    public void connect() throws SshException {
        var _ = connection.session();
    }

    /** See {@link Forwarding}. */
    public Forwarding forward(int port) throws SshException {
        return connection.forward(port);
    }

    @Override
    public CommandOutcome run(Command command) {
        return told(command, RemoteScript.of(command));
    }

    @Override
    public CommandOutcome run(Command command, byte[] content) {
        if (command.user() != null) {
            throw new IllegalArgumentException("A private file is ours: no other user can read it.");
        }
        return told(command, RemoteScript.of(command, content));
    }

    private CommandOutcome told(Command command, byte[] script) {
        try {
            return attempt(command, script);
        } catch (SshException e) {
            String why = String.valueOf(e.getMessage());
            // A machine that is away comes back; one that refuses us does not change its mind.
            return switch (e.reason()) {
                case UNREACHABLE, LOST -> new CommandOutcome.Lost(command.program(), name, why);
                case OTHER_HOST_KEY, LOGIN_REFUSED, KEY_UNREADABLE, NOT_FORWARDED ->
                    new CommandOutcome.NotStarted(command.program(), why);
            };
        }
    }

    /**
     * Runs a command as {@link #run} does. What ails the connection and not the command is thrown.
     *
     * @throws SshException when the machine is not reached, or was lost while the command ran
     */
    public CommandOutcome runConnected(Command command) throws SshException {
        CommandOutcome outcome = attempt(command, RemoteScript.of(command));
        if (outcome instanceof CommandOutcome.Lost lost) {
            throw new SshException(
                    SshException.Reason.LOST, lost.said() + (lost.stderr().isBlank() ? "" : ": " + lost.stderr()));
        }
        return outcome;
    }

    private CommandOutcome attempt(Command command, byte[] script) throws SshException {
        long begin = System.nanoTime();
        try {
            if (!channels.tryAcquire(command.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                return new CommandOutcome.TimedOut(command.program(), command.timeout(), "");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandOutcome.Cancelled(command.program(), "");
        }
        try {
            return new SshRun(command, script, this, channel(RemoteScript.LAUNCH)).run(begin);
        } catch (SshException e) {
            throw e;
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
            return new CommandOutcome.Cancelled(command.program(), "");
        } catch (IOException e) {
            return new CommandOutcome.Lost(command.program(), name, String.valueOf(e.getMessage()));
        } finally {
            channels.release();
        }
    }

    private ChannelExec channel(String line) throws IOException {
        return connection.session().createExecChannel(line, StandardCharsets.UTF_8, null, Map.of());
    }

    String refusal(String why, Command command) {
        return RemoteScript.refusal(why, command, name, access.user());
    }

    /** Ends a group of processes there, by another channel or, when the connection is gone, by another connection. */
    void end(long pid, long start) {
        boolean interrupted = Thread.interrupted();
        endings.acquireUninterruptibly();
        try (ChannelExec channel = channel(RemoteScript.LAUNCH)) {
            CountDownLatch ended = new CountDownLatch(1);
            channel.addCloseFutureListener(_ -> ended.countDown());
            channel.setIn(new ByteArrayInputStream(RemoteScript.ending(pid, start)));
            channel.open().verify(ENDING);
            if (!ended.await(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("it does not answer");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (IOException e) {
            // The machine is away. What runs there ends by itself: its output leads nowhere any more.
            System.getLogger(SshHost.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "Process {0} on {1} could not be ended: {2}",
                            pid,
                            name,
                            e.getMessage());
        } finally {
            endings.release();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@inheritDoc} The name as it is there, such as Europe/Paris; UTC where the machine does not tell. */
    @Override
    public ZoneId zone() {
        Captured link = new Captured(LONGEST_PATH);
        CommandOutcome outcome =
                run(Command.of("readlink", "-f", "/etc/localtime").writing(Output.to(link)));
        if (outcome instanceof CommandOutcome.NotStarted || outcome instanceof CommandOutcome.Lost) {
            throw new UncheckedIOException(new IOException(outcome.said() + ": " + outcome.stderr()));
        }
        return zone(link.text().strip());
    }

    static ZoneId zone(String file) {
        int behind = file.indexOf("/zoneinfo/");
        try {
            return behind < 0 ? ZoneId.of("UTC") : ZoneId.of(file.substring(behind + "/zoneinfo/".length()));
        } catch (DateTimeException e) {
            return ZoneId.of("UTC");
        }
    }

    @Override
    public Optional<String> find(String... programs) {
        String asked = String.join("\0", programs);
        String known = found.get(asked);
        if (known == null) known = look(programs);
        if (known != null) found.put(asked, known);
        return Optional.ofNullable(known);
    }

    /** All in one question: of PostgreSQL's programs there are dozens of places. */
    private @Nullable String look(String... programs) {
        Captured path = new Captured(LONGEST_PATH);
        List<String> script = new ArrayList<>(List.of("sh", "-c", """
                IFS=:
                for p; do
                case $p in
                /*) [ -f "$p" ] && [ -x "$p" ] && printf %s "$p" && exit 0 ;;
                *) for d in $PATH; do [ -f "$d/$p" ] && [ -x "$d/$p" ] && printf %s "$d/$p" && exit 0; done ;;
                esac
                done
                exit 1""", "sh"));
        script.addAll(List.of(programs));
        CommandOutcome outcome = run(Command.of(script).writing(Output.to(path)));
        return outcome.succeeded() ? path.text() : null;
    }

    @Override
    public SiteFiles files(String root) {
        return SshSiteFiles.named(this, root, this::looking);
    }

    /** The program by which files are looked at; one for all, since each of its answers takes a moment only. */
    private synchronized FileAgent looking() {
        FileAgent known = looking;
        if (known != null && known.fresh()) return known;
        if (known != null) known.close();
        known = FileAgent.passing(this);
        looking = known;
        return known;
    }

    @Override
    public PrivateFile privateFile(byte[] content) throws IOException {
        Captured made = new Captured(LONGEST_PATH);
        List<String> script = new ArrayList<>(List.of("sh", "-c", """
                umask 077
                [ $# = 0 ] || rm -rf -- "$@"
                for base in /run /dev/shm /tmp; do d=$(mktemp -d "$base/gardefou.XXXXXXXXXX" 2>/dev/null) && break; done
                [ -n "$d" ] && cat >"$d/private" && printf %s "$d/private" && exit 0
                [ -z "$d" ] || rm -rf -- "$d"
                exit 1""", "sh"));
        // What could not be removed while the connection was away.
        List<String> gone = List.copyOf(leftBehind);
        script.addAll(gone);
        // In memory where the machine has a place for that, and away after its next start.
        run(Command.of(script).reading(Input.of(content)).writing(Output.to(made)))
                .orThrow();
        leftBehind.removeAll(gone);
        return new RemotePrivateFile(this, made.text());
    }

    @Override
    public void close() {
        connection.close();
    }

    private record RemotePrivateFile(SshHost host, String path) implements PrivateFile {
        @Override
        public void close() throws IOException {
            String folder = path.substring(0, path.lastIndexOf('/'));
            CommandOutcome removed = host.run(Command.of("rm", "-rf", "--", folder));
            if (!removed.succeeded()) host.leftBehind.add(folder);
            removed.orThrow();
        }
    }
}

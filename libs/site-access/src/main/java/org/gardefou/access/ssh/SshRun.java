package org.gardefou.access.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.channel.ChannelExec;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.CommandOutcome;
import org.gardefou.access.host.Input;
import org.gardefou.access.host.Output;
import org.gardefou.access.host.Pump;
import org.gardefou.access.host.Tail;
import org.jspecify.annotations.Nullable;

/** One run of one command on another machine, over an open channel. */
final class SshRun {
    private static final int STDERR_KEPT = 16 * 1024;
    // A login whose shell greets in its start-up files is not refused for that.
    private static final int LONGEST_GREETING = 64 * 1024;
    private static final int NANOS_BETWEEN = 200_000_000;
    // A child that keeps the pipe open after the command's end may still be writing; not for longer than this.
    private static final Duration DRAIN = Duration.ofSeconds(5);

    /** A login shell that is slow to start takes some of it. */
    private static final Duration GREETING = Duration.ofSeconds(5);

    private final Command command;
    private final byte[] script;
    private final SshHost host;
    private final ChannelExec channel;
    private final Tail stderr;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch greeting = new CountDownLatch(1);
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile @Nullable Started started;
    private volatile @Nullable String refused;

    /** A process there, and its beginning in the ticks of that machine's clock. */
    private record Started(long pid, long at) {}

    SshRun(Command command, byte[] script, SshHost host, ChannelExec channel) {
        this.command = command;
        this.script = script;
        this.stderr = new Tail(STDERR_KEPT, command.errors());
        this.host = host;
        this.channel = channel;
    }

    CommandOutcome run(long begin) throws IOException {
        channel.setErr(stderr);
        channel.addCloseFutureListener(_ -> closed.countDown());
        channel.open().verify(SshConnection.PATIENCE);
        FutureTask<@Nullable IOException> out = pump("output", this::take);
        FutureTask<@Nullable IOException> in = pump("input", this::feed);
        try {
            if (!await(out, begin)) {
                end();
                return new CommandOutcome.TimedOut(command.program(), command.timeout(), stderr.text());
            }
            return ended(in, out, begin);
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            return new CommandOutcome.Cancelled(command.program(), stderr.text());
        } catch (ExecutionException e) {
            end();
            throw new IllegalStateException(e.getCause());
        } finally {
            channel.close(true);
        }
    }

    private CommandOutcome ended(
            FutureTask<@Nullable IOException> in, FutureTask<@Nullable IOException> out, long begin)
            throws InterruptedException, ExecutionException {
        IOException problem;
        try {
            problem = out.get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            end();
            return new CommandOutcome.Failed(
                    command.program(), "a child of it kept the output open after its end", stderr.text());
        }
        String why = refused;
        if (why != null) {
            return new CommandOutcome.NotStarted(command.program(), host.refusal(why, command));
        }
        Integer code = code();
        if (code == null && problem == null || !channel.getSession().isOpen()) {
            return lost();
        }
        if (problem == null && in.isDone()) {
            problem = in.get();
        }
        if (problem != null) {
            end();
            return new CommandOutcome.Failed(command.program(), String.valueOf(problem.getMessage()), stderr.text());
        }
        if (started == null) {
            return new CommandOutcome.NotStarted(
                    command.program(), host.refusal("group", command) + " " + stderr.text());
        }
        return new CommandOutcome.Exited(
                command.program(),
                code == null ? -1 : code,
                stderr.text(),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private CommandOutcome lost() {
        end();
        return new CommandOutcome.Lost(command.program(), host.name(), stderr.text());
    }

    /** Whether it ended in time; a reader that gave up ends it at once. */
    private boolean await(FutureTask<@Nullable IOException> out, long begin)
            throws InterruptedException, ExecutionException {
        long deadline = begin + command.timeout().toNanos();
        while (System.nanoTime() < deadline) {
            if (closed.await(Math.min(deadline - System.nanoTime(), NANOS_BETWEEN), TimeUnit.NANOSECONDS)
                    || code() != null
                    || !channel.getSession().isOpen()
                    || (out.isDone() && out.get() != null)) {
                return true;
            }
        }
        return false;
    }

    /** As a shell tells it: 128 and the number of the signal that ended it; null when nobody told. */
    private @Nullable Integer code() {
        String signal = channel.getExitSignal();
        return signal == null ? channel.getExitStatus() : Integer.valueOf(128 + Signal.number(signal));
    }

    private void feed() throws IOException {
        OutputStream to = channel.getInvertedIn();
        to.write(script);
        to.flush();
        Pump.feed(to, out -> {
            switch (command.input()) {
                case Input.OfBytes(byte[] bytes) -> out.write(bytes);
                case Input.Written(var writer) -> writer.writeTo(out);
                case Input.OfFile(var file) -> Files.copy(file, out);
            }
        });
    }

    /** The stream is read to its end whatever happens: what arrives for a closed one would end the connection of all commands. */
    private void take() throws IOException {
        InputStream from = channel.getInvertedOut();
        try {
            if (greeted(from)) {
                read(from);
            }
        } finally {
            if (from.read() >= 0) {
                end();
                from.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private void read(InputStream from) throws IOException {
        switch (command.output()) {
            case Output.Read(var reader) ->
                reader.readFrom(new java.io.FilterInputStream(from) {
                    @Override
                    public void close() {
                        // Others close what they have read.
                    }
                });
            case Output.ToFile(var file) -> {
                try (OutputStream to = Files.newOutputStream(file)) {
                    from.transferTo(to);
                }
            }
        }
    }

    private boolean greeted(InputStream from) throws IOException {
        try {
            return header(from);
        } finally {
            greeting.countDown();
        }
    }

    /** Whether the command itself speaks from here on. */
    private boolean header(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = 0; read < LONGEST_GREETING; read++) {
            int one = from.read();
            if (one < 0) {
                return false;
            }
            if (one != '\n') {
                line.append((char) one);
                continue;
            }
            String[] words = line.toString().split(" ", -1);
            if (words.length == 4 && words[0].equals(RemoteScript.MARK) && words[1].equals("started")) {
                started = new Started(Long.parseLong(words[2]), Long.parseLong(words[3]));
                return true;
            }
            if (words.length == 3 && words[0].equals(RemoteScript.MARK) && words[1].equals("refused")) {
                refused = words[2];
                return false;
            }
            line.setLength(0);
        }
        return false;
    }

    private void end() {
        awaitGreeting();
        Started process = started;
        if (process != null && ending.compareAndSet(false, true)) {
            host.end(process.pid(), process.at());
        }
    }

    /** What has just been started may not have said yet by what it is known, and would go on unseen. */
    private void awaitGreeting() {
        boolean interrupted = Thread.interrupted();
        try {
            var _ = greeting.await(GREETING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private FutureTask<@Nullable IOException> pump(String what, Pump.Moving moving) {
        return Pump.start(Thread.ofVirtual().name("ssh-" + command.program() + "-" + what), moving);
    }

    /** Signals as RFC 4254 names them, with the numbers of Linux. */
    private enum Signal {
        HUP(1),
        INT(2),
        QUIT(3),
        ILL(4),
        ABRT(6),
        FPE(8),
        KILL(9),
        SEGV(11),
        PIPE(13),
        ALRM(14),
        TERM(15);

        private final int number;

        Signal(int number) {
            this.number = number;
        }

        static int number(String name) {
            for (Signal one : values()) {
                if (one.name().equals(name)) {
                    return one.number;
                }
            }
            return 127;
        }
    }
}

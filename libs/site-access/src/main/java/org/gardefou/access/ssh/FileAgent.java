package org.gardefou.access.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.CommandFailedException;
import org.gardefou.access.host.CommandOutcome;
import org.gardefou.access.host.Input;
import org.gardefou.access.host.Output;
import org.jspecify.annotations.Nullable;

/**
 * A program of ours on another machine ({@code file-agent.pl}) that looks at files there and moves them, one request after the other. It ends
 * with its connection, and holds until then what it was told to hold. It needs perl there, which Debian has always.
 */
final class FileAgent implements AutoCloseable {
    private static final byte[] PROGRAM = program();

    /** Takes the program from standard input: it is longer than what belongs into a list of processes. */
    private static final String START =
            "binmode STDIN; read(STDIN, my $program, shift) or exit 1; eval $program; die $@ if $@";

    /** No restore lasts longer. */
    private static final Duration LIFE = Duration.ofHours(25);

    /** One that is asked now and then ends by itself, so that nothing of ours stays there between two restores; and is not asked shortly before. */
    private static final Duration IDLE = Duration.ofMinutes(5);

    private static final Duration FRESH = Duration.ofMinutes(4);

    private static final byte[] END = new byte[0];
    private static final long GLANCE = 200;

    /** From this code on it did not end by itself. */
    private static final int BY_A_SIGNAL = 128;

    private final SshHost host;
    private final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<byte[]>> answers = new LinkedBlockingQueue<>();
    private final FutureTask<CommandOutcome> running;
    private volatile long asked = System.nanoTime();

    /** Why nothing that it says is heard any more. */
    private volatile @Nullable String wrong;

    /** One that is asked now and then. */
    static FileAgent passing(SshHost host) {
        return new FileAgent(host, IDLE);
    }

    /** One that holds what it is told to hold until it is closed. */
    static FileAgent holding(SshHost host) {
        return new FileAgent(host, Duration.ZERO);
    }

    private FileAgent(SshHost host, Duration idle) {
        this.host = host;
        requests.add(PROGRAM);
        Command command = Command.of(
                        "perl", "-e", START, Integer.toString(PROGRAM.length), Long.toString(idle.toSeconds()))
                .reading(Input.from(this::write))
                .writing(Output.to(this::read))
                .within(LIFE);
        running = new FutureTask<>(() -> {
            try {
                return host.runConnected(command);
            } finally {
                requests.add(END);
            }
        });
        Thread.ofVirtual().name("ssh-files").start(running);
    }

    private static byte[] program() {
        try (InputStream in = Objects.requireNonNull(FileAgent.class.getResourceAsStream("file-agent.pl"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it answered: numbers and names. */
    record Answer(List<byte[]> words) {
        String text(int index) {
            return FarName.text(words.get(index));
        }

        long number(int index) {
            return Long.parseLong(text(index));
        }

        byte[] bytes(int index) {
            return words.get(index);
        }

        int size() {
            return words.size();
        }
    }

    /** Whether one that is asked now and then may still be. */
    boolean fresh() {
        return !running.isDone() && System.nanoTime() - asked < FRESH.toNanos();
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param words texts, numbers and bytes
     * @throws FileAccessException what it refused, by its reason
     * @throws SshException when the machine is not reached, or was lost meanwhile
     */
    synchronized Answer ask(String what, Object... words) throws IOException {
        asked = System.nanoTime();
        requests.add(framed(what, words));
        try {
            List<byte[]> answer = answers.poll(GLANCE, TimeUnit.MILLISECONDS);
            while (answer == null) {
                // What it answered before it ended counts.
                boolean gone = running.isDone();
                answer = answers.poll(GLANCE, TimeUnit.MILLISECONDS);
                if (answer == null && gone) throw gone();
            }
            return understood(new Answer(answer));
        } catch (InterruptedException e) {
            // Its answer would be taken for that to the next request.
            close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The service stops");
        }
    }

    private Answer understood(Answer answer) throws FileAccessException {
        if (answer.text(0).equals("ok")) {
            return new Answer(answer.words().subList(1, answer.size()));
        }
        throw new FileAccessException(
                FileAccessException.Reason.valueOf(answer.text(1)),
                answer.text(2).strip() + " (" + host.name() + ")");
    }

    private IOException gone() {
        if (wrong != null) {
            return new FileAccessException(FileAccessException.Reason.OTHER, host.name() + " " + wrong);
        }
        try {
            return switch (running.get()) {
                case CommandOutcome.NotStarted never -> new CommandFailedException(never);
                case CommandOutcome.Exited died
                when died.code() != 0 && died.code() < BY_A_SIGNAL -> new CommandFailedException(died);
                // Killed there, called off by another who asked it, or at the end of its time: the next one is as good.
                case CommandOutcome other ->
                    new SshException(SshException.Reason.LOST, other.said() + "; it is started anew");
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new InterruptedIOException("The service stops");
        } catch (ExecutionException e) {
            // A new one: what is thrown to several callers would gather their traces.
            if (e.getCause() instanceof SshException lost) {
                return new SshException(lost.reason(), String.valueOf(lost.getMessage()));
            }
            return new IOException("Files of " + host.name() + " cannot be looked at", e.getCause());
        }
    }

    private static byte[] framed(String what, Object... words) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        line(frame, words.length + 1);
        word(frame, FarName.bytes(what));
        for (Object word : words) {
            word(frame, word instanceof byte[] bytes ? bytes : FarName.bytes(word.toString()));
        }
        return frame.toByteArray();
    }

    private static void word(ByteArrayOutputStream frame, byte[] bytes) {
        line(frame, bytes.length);
        frame.writeBytes(bytes);
    }

    private static void line(ByteArrayOutputStream frame, int number) {
        frame.writeBytes((number + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void write(OutputStream out) throws IOException {
        try {
            for (byte[] request = requests.take(); request != END; request = requests.take()) {
                out.write(request);
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The service stops");
        }
    }

    private void read(InputStream from) throws IOException {
        AgentAnswers told = new AgentAnswers(from);
        try {
            for (List<byte[]> answer = told.next(); answer != null; answer = told.next()) answers.add(answer);
        } catch (AgentAnswers.NotOurs e) {
            wrong = e.getMessage();
            throw e;
        }
    }

    /** Ends it; what it held is let go. */
    @Override
    public void close() {
        requests.add(END);
    }
}

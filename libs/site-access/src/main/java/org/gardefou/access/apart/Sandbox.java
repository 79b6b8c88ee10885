package org.gardefou.access.apart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gardefou.access.host.Host;

/**
 * The namespaces of one boot, with what runs in them: a database server of its own, PHP with the restored site, and who looks at it. Its
 * first process ends when nobody holds its input any more, however this service ends, and with it ends all the rest.
 */
public final class Sandbox implements AutoCloseable {

    private static final String GONE = "";
    /** Where the machine is busy: a boot that is given up too soon would speak against a sound restore point. */
    private static final Duration START = Duration.ofSeconds(120);

    private static final Duration END = Duration.ofSeconds(60);

    /** A page of 300,000 bytes in base64, and what is told about it. */
    private static final int LONGEST_LINE = 500_000;

    /** Two pages and a log. */
    private static final long MOST = 4L * LONGEST_LINE;

    /** Two pages of thirty seconds each, at the most. */
    private static final Duration LOOK = Duration.ofSeconds(90);

    private final Process process;
    private final OutputStream input;
    private final BootWatch watch;
    private final Optional<BootGroup> group;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Sandbox(Process process, BootWatch watch, Optional<BootGroup> group) {
        this.process = process;
        this.watch = watch;
        this.group = group;
        this.input = process.getOutputStream();
        Thread.ofVirtual().name("boot-output").start(this::read);
    }

    /**
     * Who and what.
     *
     * @param documentRoot below the tree
     * @param lay where it lay, absolute
     */
    public record Resident(
            BootPlace place, String documentRoot, String lay, int uid, int gid, boolean database, List<String> paths) {}

    /**
     * Opens one.
     *
     * @param most bytes that the database server's folder may take
     */
    public static Sandbox open(Host host, Resident who, long most) throws IOException {
        Optional<BootGroup> group =
                BootGroup.make(String.valueOf(who.place().path().getFileName()));
        List<String> vector = new ArrayList<>(List.of(
                program(host, "unshare"),
                "--net",
                "--mount",
                "--pid",
                "--ipc",
                "--uts",
                "--fork",
                "--kill-child",
                "--propagation=private",
                program(host, "sh"),
                who.place().path().resolve("boot/outside.sh").toString(),
                who.place().path().toString(),
                who.documentRoot(),
                who.lay(),
                Integer.toString(who.uid()),
                Integer.toString(who.gid()),
                who.database() ? "yes" : "no",
                Integer.toString(BootUsers.DATABASE),
                Integer.toString(BootUsers.PROBE),
                group.map(one -> one.members().toString()).orElse("none")));
        vector.addAll(who.paths());
        ProcessBuilder builder = new ProcessBuilder(vector)
                .redirectError(who.place().path().resolve("sandbox.log").toFile());
        // Nothing of ours: the environment of a service can hold its secrets.
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("LANG", "C.UTF-8");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            group.ifPresent(BootGroup::close);
            throw e;
        }
        Sandbox sandbox =
                new Sandbox(process, BootWatch.over(process, who.place().database(), most), group);
        try {
            sandbox.await("STARTED", START);
            return sandbox;
        } catch (IOException e) {
            sandbox.close();
            throw e;
        }
    }

    private static String program(Host host, String name) throws IOException {
        return host.find(name).orElseThrow(() -> new IOException("There is no " + name + " on this machine"));
    }

    /** Serves the site, and looks at its pages. */
    public List<PageLook> look(ObjectMapper json) throws IOException {
        input.write("serve\n".getBytes(StandardCharsets.US_ASCII));
        input.flush();
        List<PageLook> pages = new ArrayList<>();
        for (String line : await("LOOKED", LOOK)) {
            JsonNode page = json.readTree(line);
            byte[] body = Base64.getDecoder().decode(page.path("body").asText());
            pages.add(new PageLook(
                    page.path("path").asText(),
                    page.path("status").asInt(),
                    page.path("length").asLong(),
                    page.path("location").isTextual() ? page.path("location").asText() : null,
                    new String(body, StandardCharsets.UTF_8)));
        }
        return pages;
    }

    /**
     * Ends all that runs in it, and only then reads PHP's log, which nobody can put anything else in the place of any more. It is read in
     * there: no thread of ours opens a file that the site could have made.
     */
    public String end() throws IOException {
        input.write("end\n".getBytes(StandardCharsets.US_ASCII));
        input.flush();
        String log = String.join("", await("ENDED", END));
        return new String(Base64.getMimeDecoder().decode(log), StandardCharsets.UTF_8);
    }

    /** What it took too much of; empty: nothing. */
    public Optional<Excess> exceeded() {
        return watch.exceeded().or(() -> group.filter(BootGroup::ranOut).map(_ -> Excess.MEMORY));
    }

    /** The lines before the awaited one. */
    private List<String> await(String word, Duration limit) throws IOException {
        long until = System.nanoTime() + limit.toNanos();
        List<String> before = new ArrayList<>();
        try {
            while (true) {
                String line = lines.poll(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (line == null) throw new IOException("The boot took longer than " + limit.toSeconds() + " s");
                if (line.equals(GONE)) throw new IOException("The boot ended before it was looked at");
                if (line.equals(word)) return before;
                before.add(line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The boot was interrupted", e);
        }
    }

    private void read() {
        try (InputStream out = process.getInputStream()) {
            BoundedLines said = new BoundedLines(out, LONGEST_LINE, MOST);
            String line = said.next();
            while (line != null) {
                if (!line.isEmpty()) lines.add(line);
                line = said.next();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        }
        lines.add(GONE);
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            input.close();
        } catch (IOException e) {
            // It has ended already.
            process.destroy();
        }
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            interrupted = true;
        }
        group.ifPresent(BootGroup::close);
        if (interrupted) Thread.currentThread().interrupt();
    }
}

package org.gardefou.diagnostics.sitelog;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.gardefou.access.log.LogScan;
import org.gardefou.diagnostics.signature.Catalogue;
import org.gardefou.diagnostics.site.Site.LogKind;

/** Reads a log as one that is handed in is read: found, joined, matched, grouped, its samples without secrets. */
public final class LogScanning {

    private static final Catalogue CATALOGUE = Catalogue.ofShipped(new ObjectMapper());

    private LogScanning() {}

    /** The patterns that are looked for in a log that may be of any program. */
    public static List<String> patterns() {
        return CATALOGUE.patterns(
                List.of(LogKind.values()).stream().map(LogKind::source).toList());
    }

    /**
     * Reads so many times the same file, as one log.
     *
     * @return how many entries were recognised
     */
    public static long entries(Path log, int times) throws IOException {
        Instant now = Instant.now();
        Times believed = new Times(now.minus(Duration.ofDays(3_660)), now);
        Grouping grouping = new Grouping(CATALOGUE, null, "/home/shop", believed, _ -> true);
        LogScan scan = new LogScan(ZoneOffset.UTC, Clock.systemUTC(), grouping.suspicion(), grouping);
        try (InputStream in = new Again(log, times)) {
            scan.scan(in, false, true);
        }
        grouping.groups().forEach(LogGroup::samples);
        return grouping.groups().stream().mapToLong(LogGroup::count).sum();
    }

    /** With a file and how many times: reads it in a process that has little memory, and says what it took at most. */
    public static void main(String[] arguments) throws IOException {
        long found = entries(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("VmHWM: 0 kB");
        System.out.println(found + " " + peak.replaceAll("[^0-9]", ""));
    }

    /** A file, again and again. */
    private static final class Again extends FilterInputStream {
        private final Path file;
        private int left;

        Again(Path file, int times) throws IOException {
            super(Files.newInputStream(file));
            this.file = file;
            this.left = times - 1;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = in.read(to, offset, length);
            if (read >= 0 || left == 0) return read;
            left--;
            in.close();
            in = Files.newInputStream(file);
            return in.read(to, offset, length);
        }
    }
}

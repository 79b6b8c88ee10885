package org.gardefou.diagnostics.sitelog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.access.log.LogRecord;
import org.gardefou.diagnostics.redaction.Excerpt;
import org.gardefou.diagnostics.signature.Match;
import org.gardefou.diagnostics.site.Site.LogKind;

/** Entries of a log that are the same trouble, as one reading found them. */
public final class LogGroup {

    /** The first one, and the latest. */
    static final int MOST_SAMPLES = 5;

    private static final int LONGEST_SAMPLE = 2_000;

    private final String fingerprint;
    private final LogKind kind;
    private final boolean fromPhp;
    private final Instant firstSeen;
    private final List<Sample> samples = new ArrayList<>();

    private Match match;
    private Instant lastSeen;
    private long count;
    private LogRecord last;

    /**
     * One entry.
     *
     * @param text without secrets, on one line
     */
    @Schema(name = "LogSample")
    public record Sample(Instant at, String text) {}

    LogGroup(String fingerprint, LogKind kind, Match match, LogRecord record, Instant at) {
        this.fingerprint = fingerprint;
        this.kind = kind;
        this.fromPhp = record.fromPhp();
        this.match = match;
        this.firstSeen = at;
        this.lastSeen = at;
        this.last = record;
        this.count = 1;
        samples.add(sample(record, at));
    }

    /** Once more. What is kept of it is decided at the end: to take secrets out of each of a million lines takes minutes. */
    void again(Match now, LogRecord record, Instant at) {
        count++;
        match = now;
        last = record;
        if (at.isAfter(lastSeen)) lastSeen = at;
        if (samples.size() < MOST_SAMPLES - 1) samples.add(sample(record, at));
    }

    private static Sample sample(LogRecord record, Instant at) {
        return new Sample(at, Excerpt.of(record.text(), LONGEST_SAMPLE));
    }

    public String fingerprint() {
        return fingerprint;
    }

    /** The log that it stands in. */
    public LogKind kind() {
        return kind;
    }

    /** What the last entry shows. */
    public Match match() {
        return match;
    }

    /** Whether PHP said it, whoever wrote it down. */
    public boolean fromPhp() {
        return fromPhp;
    }

    public Instant firstSeen() {
        return firstSeen;
    }

    public Instant lastSeen() {
        return lastSeen;
    }

    long count() {
        return count;
    }

    /** The first entries and the last. */
    List<Sample> samples() {
        List<Sample> all = new ArrayList<>(samples);
        if (count > samples.size()) all.add(sample(last, lastSeen));
        return all;
    }

    /** The first line of the last entry, without secrets. */
    public String lastLine() {
        return last.text().lines().findFirst().orElse("");
    }
}

package org.gardefou.access.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes once through the bytes of a log, however many, in the same memory, and makes records of the places that look suspicious. Lines are
 * not even told apart elsewhere. A suspicion counts within the first 16 KB of its line: what matters stands at the beginning, and a line
 * without an end is an attacker's.
 */
public final class LogScan {
    /** Matching an endless line against many patterns takes seconds. */
    public static final int LONGEST_LINE = 16 * 1024;

    private static final int LONGEST_RECORD = 2 * LONGEST_LINE;
    private static final int MOST_LINES = 200;
    private static final int BUFFER = 1024 * 1024;

    /** No text that is looked for is longer. */
    private static final int LONGEST_PHRASE = 256;

    private final LineTimes times;
    private final Suspicion suspicion;
    private final Consumer<LogRecord> found;
    private final byte[] buffer = new byte[BUFFER];

    private int held;
    private int at;
    /** Before this nothing belongs to a record that is still to come. */
    private int floor;

    private long before;
    private boolean skipping;
    private @Nullable Instant lastTime;
    private String lastStamp = "";

    /**
     * A scan.
     *
     * @param zone of the host, in which logs without a zone are written
     * @param found is told each record, in the order of the log
     */
    public LogScan(ZoneId zone, Clock clock, Suspicion suspicion, Consumer<LogRecord> found) {
        this.times = new LineTimes(zone, clock);
        this.suspicion = suspicion;
        this.found = found;
    }

    /**
     * Goes through some bytes, which are a log or the rest of one; the stream is not closed.
     *
     * @param midLine whether they begin in the middle of a line, which is then passed over
     * @param whole whether nothing more will be written: otherwise a last line without an end is left for the next time
     * @return bytes up to the end of the last line that was looked at
     * @throws NotTextException when it is no log
     */
    public long scan(InputStream in, boolean midLine, boolean whole) throws IOException {
        held = 0;
        at = 0;
        floor = 0;
        before = 0;
        skipping = midLine;
        lastTime = null;
        lastStamp = "";
        boolean first = true;
        for (int read = in.read(buffer, 0, BUFFER); read >= 0; read = in.read(buffer, held, BUFFER - held)) {
            held += read;
            if (held < BUFFER) continue;
            if (first) requireText();
            first = false;
            look(held, false);
            makeRoom();
        }
        if (first) requireText();
        int end = whole ? held : afterLastLine();
        look(end, true);
        return before + end;
    }

    /** Compressed and other foreign files are full of control characters; a log truncated while open begins with NULs. */
    private void requireText() throws NotTextException {
        int start = 0;
        while (start < held && buffer[start] == 0) start++;
        int odd = 0;
        for (int i = start; i < held; i++) {
            byte b = buffer[i];
            if (b >= 0 && b < 32 && b != '\n' && b != '\r' && b != '\t' && b != 27) odd++;
        }
        if (odd * 20L > held - start) throw new NotTextException();
    }

    /** A last line that fills all of what is held is looked at as it is, or it would be waited for for ever. */
    private int afterLastLine() {
        for (int i = held; i > 0; i--) if (buffer[i - 1] == '\n') return i;
        return held - floor > LONGEST_LINE || skipping ? held : 0;
    }

    private void makeRoom() {
        int keep = Math.max(0, Math.min(at, held) - LONGEST_RECORD);
        System.arraycopy(buffer, keep, buffer, 0, held - keep);
        held -= keep;
        at -= keep;
        floor = Math.max(0, floor - keep);
        before += keep;
    }

    private void look(int end, boolean last) {
        // A record that begins before this is wholly held.
        int safe = last ? end : end - LONGEST_RECORD - LONGEST_LINE;
        while (at < end) {
            if (skipping) {
                int line = lineEnd(at, end);
                skipping = line < 0;
                at = skipping ? end : line + 1;
                floor = at;
                continue;
            }
            int place = suspicion.next(buffer, at, end);
            if (place < 0) {
                at = last ? end : Math.max(at, end - LONGEST_PHRASE);
                return;
            }
            if (place >= safe) {
                at = Math.max(at, safe);
                return;
            }
            record(place, end);
        }
    }

    private void record(int place, int end) {
        int line = lineStart(place, place - LONGEST_LINE);
        if (line < 0) {
            skipping = true;
            at = place;
            return;
        }
        int stop = lineEnd(place, Math.min(end, line + LONGEST_LINE));
        boolean cut = stop < 0 && line + LONGEST_LINE < end;
        int start = recordStart(line);
        if (cut) {
            stop = line + LONGEST_LINE;
            emit(start, stop, true);
            at = stop;
            skipping = true;
            return;
        }
        int next = stop < 0 ? end : stop + 1;
        int lines = 1;
        while (next < end && LogShape.of(buffer, next, end) == LogShape.NONE && lines < MOST_LINES) {
            int more = lineEnd(next, Math.min(end, start + LONGEST_RECORD));
            if (more < 0) break;
            next = more + 1;
            lines++;
        }
        boolean goesOn = lines == MOST_LINES || next - start >= LONGEST_RECORD;
        emit(start, next, goesOn);
        at = next;
        floor = next;
    }

    /** Where the line of a place begins; -1 when that is further away than a line may be long. */
    private int lineStart(int place, int least) {
        for (int i = place; i > Math.max(floor, least); i--) if (buffer[i - 1] == '\n' || buffer[i - 1] == 0) return i;
        return least >= floor && least > 0 ? -1 : floor;
    }

    private int lineEnd(int from, int to) {
        for (int i = from; i < to; i++) if (buffer[i] == '\n') return i;
        return -1;
    }

    /** Back to the line that begins the entry; the line itself when none is near. */
    private int recordStart(int line) {
        int start = line;
        for (int lines = 1; lines < MOST_LINES; lines++) {
            if (LogShape.of(buffer, start, held) != LogShape.NONE) return start;
            if (start <= floor) break;
            int previous = lineStart(start - 1, Math.max(0, line - LONGEST_RECORD / 2));
            if (previous < 0 || previous == start) break;
            start = previous;
        }
        return line;
    }

    private void emit(int start, int end, boolean cut) {
        int stop = end;
        while (stop > start && (buffer[stop - 1] == '\n' || buffer[stop - 1] == '\r')) stop--;
        boolean tooLong = stop - start > LONGEST_RECORD;
        if (tooLong) stop = start + LONGEST_RECORD;
        LogShape shape = LogShape.of(buffer, start, stop);
        String written = new String(buffer, start, stop - start, StandardCharsets.UTF_8);
        Instant time = time(written, shape, start == floor);
        String said = Wrapping.remove(written);
        if (said.isBlank()) return;
        found.accept(new LogRecord(time, shape, said, cut || tooLong, Wrapping.around(written)));
    }

    /** Of many entries in the same second the time is read once. */
    private @Nullable Instant time(String written, LogShape shape, boolean goesOn) {
        // What goes on with an entry that was cut is of its time.
        if (shape == LogShape.NONE) return goesOn ? lastTime : null;
        String stamp = written.substring(0, Math.min(written.length(), written.indexOf(']') + 20));
        if (!stamp.equals(lastStamp)) {
            lastStamp = stamp;
            lastTime = times.time(written);
        }
        return lastTime;
    }
}

package org.gardefou.access.postgres;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gardefou.access.dump.DumpCount;
import org.gardefou.access.host.Output;

/**
 * Counts the rows of an archive in the text that {@code pg_restore} makes of it: {@code COPY schema.table (…) FROM stdin;}, a line for
 * each row, and {@code \.} behind the last. In every encoding of a server the bytes below 128 are ASCII's, so that they can be read
 * without knowing which it is.
 */
final class ArchiveCount implements Output.Reader {
    private static final Pattern ENCODING = Pattern.compile("SET client_encoding = '([A-Za-z0-9_]+)'");
    private static final String COPY = "COPY ";
    private static final String END = "-- PostgreSQL database dump complete";

    /** Two names of 63 bytes, each of them a quote, and the word in front. */
    private static final int LONGEST_HEAD = 300;

    private final Map<String, Long> rows = new TreeMap<>();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private Charset charset = StandardCharsets.UTF_8;
    private Inside inside = Inside.STATEMENT;
    private boolean ended;

    private String table = "";
    private long lines;
    /** Where we are in a line of rows, as far as it can still be the end of them. */
    private int column;

    private boolean endSign;

    private enum Inside {
        STATEMENT,
        VALUE,
        NAME,
        /** A comment, or a command of psql's own: to the end of the line. */
        LINE,
        /** Behind the end of a COPY's statement, before its first row. */
        BEFORE_ROWS,
        ROWS
    }

    /** What the text held. */
    DumpCount counted() {
        return new DumpCount(ended && inside == Inside.STATEMENT, rows);
    }

    @Override
    public void readFrom(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int read;
        while ((read = in.read(buffer)) > 0) {
            for (int i = 0; i < read; i++) {
                see(buffer[i]);
            }
        }
    }

    private void see(byte b) {
        switch (inside) {
            case ROWS -> row(b);
            case STATEMENT -> statement(b);
            // A doubled quote ends what is quoted and begins it again, which comes to the same.
            case VALUE -> quoted(b, '\'');
            case NAME -> quoted(b, '"');
            case LINE -> line(b);
            case BEFORE_ROWS -> {
                if (b == '\n') startRows();
            }
        }
    }

    private void row(byte b) {
        if (b == '\n') {
            if (endSign && column == 2) {
                rows.merge(table, lines, Long::sum);
                inside = Inside.STATEMENT;
                head.reset();
                return;
            }
            lines++;
            startLine();
            return;
        }
        if (column < 2) endSign &= b == (column == 0 ? '\\' : '.');
        if (column < 3) column++;
    }

    private void startLine() {
        column = 0;
        endSign = true;
    }

    private void startRows() {
        inside = Inside.ROWS;
        lines = 0;
        startLine();
    }

    private void quoted(byte b, char quote) {
        keep(b);
        if (b == quote) inside = Inside.STATEMENT;
    }

    private void line(byte b) {
        if (b != '\n') {
            keep(b);
            return;
        }
        if (text().startsWith(END)) ended = true;
        head.reset();
        inside = Inside.STATEMENT;
    }

    private void statement(byte b) {
        switch (b) {
            case '\n' -> {
                if (head.size() > 0) keep(b);
            }
            case '-', '\\' -> {
                // Between statements only; within one they are signs like others.
                if (head.size() == 0) inside = Inside.LINE;
                keep(b);
            }
            case '\'' -> open(b, Inside.VALUE);
            case '"' -> open(b, Inside.NAME);
            case ';' -> end();
            default -> keep(b);
        }
    }

    private void open(byte b, Inside what) {
        keep(b);
        inside = what;
    }

    private void keep(byte b) {
        if (head.size() < LONGEST_HEAD) head.write(b);
    }

    private void end() {
        String said = text();
        head.reset();
        Matcher encoding = ENCODING.matcher(said);
        if (encoding.matches()) {
            charset = Encodings.of(encoding.group(1));
        } else if (said.startsWith(COPY)) {
            table = name(said.substring(COPY.length()));
            inside = Inside.BEFORE_ROWS;
        }
    }

    private String text() {
        return head.toString(charset);
    }

    /** The two parts in front, quoted or not, as people write them. */
    private static String name(String said) {
        StringBuilder[] parts = {new StringBuilder(), new StringBuilder()};
        int part = 0;
        boolean quoted = false;
        for (int i = 0; i < said.length(); i++) {
            char c = said.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < said.length() && said.charAt(i + 1) == '"') {
                    parts[part].append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && c == '.' && part == 0) {
                part = 1;
            } else if (!quoted && (c == ' ' || c == '(')) {
                break;
            } else {
                parts[part].append(c);
            }
        }
        return Quoting.table(parts[0].toString(), parts[1].toString());
    }
}

package org.gardefou.access.database;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.gardefou.access.dump.DumpCount;

/** Counts what a dump's file of tables holds. */
public final class SqlCount {

    private SqlCount() {}

    /**
     * Reads the file once, as fast as the disk gives it. The tables' names are those of the {@code CREATE TABLE} statements.
     */
    public static DumpCount of(Path tables) throws IOException {
        Reading reading = new Reading();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(tables), 1 << 16)) {
            byte[] buffer = new byte[1 << 16];
            int read;
            while ((read = in.read(buffer)) > 0) {
                for (int i = 0; i < read; i++) {
                    reading.see(buffer[i]);
                }
            }
        }
        return new DumpCount(Dumps.complete(tables), reading.rows);
    }

    /** Goes through SQL as the dump program writes it: quoted values, back-quoted names, comments, statements to a semicolon. */
    static final class Reading {
        private static final int LONGEST_HEAD = 64;

        private final Map<String, Long> rows = new TreeMap<>();
        private final StringBuilder head = new StringBuilder();
        private final ByteArrayOutputStream name = new ByteArrayOutputStream();
        private Inside inside = Inside.STATEMENT;
        private boolean escaped;
        private byte last;
        private boolean named;
        private int depth;
        private long groups;

        private enum Inside {
            STATEMENT,
            VALUE,
            NAME,
            LINE_COMMENT,
            COMMENT
        }

        Map<String, Long> rows() {
            return rows;
        }

        void see(byte b) {
            switch (inside) {
                case VALUE -> value(b);
                case NAME -> name(b);
                case LINE_COMMENT -> {
                    if (b == '\n') inside = Inside.STATEMENT;
                }
                case COMMENT -> {
                    if (last == '*' && b == '/') inside = Inside.STATEMENT;
                }
                case STATEMENT -> statement(b);
            }
            last = b;
        }

        private void value(byte b) {
            if (escaped) {
                escaped = false;
            } else if (b == '\\') {
                escaped = true;
            } else if (b == '\'') {
                // A doubled quote ends the value and begins it again, which comes to the same.
                inside = Inside.STATEMENT;
            }
        }

        private void name(byte b) {
            if (b == '`') {
                inside = Inside.STATEMENT;
            } else if (!named) {
                name.write(b);
            }
        }

        private void statement(byte b) {
            switch (b) {
                case '\'' -> inside = Inside.VALUE;
                case '`' -> beginName();
                case '*' -> {
                    if (last == '/') beginComment();
                }
                case '-' -> inside = last == '-' && blank() ? Inside.LINE_COMMENT : inside;
                case '(' -> {
                    if (depth++ == 0 && head.indexOf("VALUES") >= 0) groups++;
                }
                case ')' -> depth--;
                case ';' -> end();
                default -> word(b);
            }
        }

        private boolean blank() {
            return name.size() == 0 && head.toString().isBlank();
        }

        private void beginName() {
            if (name.size() > 0 && !named) {
                // A doubled quote within the name, or the next name behind a finished one.
                if (last == '`') {
                    name.write('`');
                } else {
                    named = true;
                }
            }
            inside = Inside.NAME;
        }

        private void beginComment() {
            if (!head.isEmpty()) head.setLength(head.length() - 1);
            inside = Inside.COMMENT;
        }

        private void word(byte b) {
            if (depth == 0 && head.length() < LONGEST_HEAD) head.append(b == '\n' ? ' ' : (char) (b & 0xff));
        }

        private void end() {
            String said = head.toString().strip();
            String table = name.toString(StandardCharsets.UTF_8);
            if (said.startsWith("CREATE TABLE")) {
                rows.putIfAbsent(table, 0L);
            } else if (said.startsWith("INSERT")) {
                rows.merge(table, groups, Long::sum);
            }
            head.setLength(0);
            name.reset();
            named = false;
            depth = 0;
            groups = 0;
        }
    }
}

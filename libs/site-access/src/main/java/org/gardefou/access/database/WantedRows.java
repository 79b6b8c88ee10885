package org.gardefou.access.database;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Lets a dump's file of tables through but for the {@code INSERT} statements of tables that are not wanted. It goes through the
 * text as the server does, by quotes and semicolons: what stands in a value is never taken for a statement.
 */
final class WantedRows extends FilterOutputStream {
    private static final byte[] INSERT = "INSERT INTO `".getBytes(StandardCharsets.US_ASCII);

    private final Set<String> tables;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream name = new ByteArrayOutputStream();
    private Inside inside = Inside.NOTHING;
    private boolean wanted = true;
    private int quote;
    private boolean escaped;
    private int last;

    private enum Inside {
        /** Between two statements. */
        NOTHING,
        /** In what may be the beginning of an INSERT. */
        HEAD,
        /** In the name behind it. */
        NAME,
        /** Behind a sign that ends the name, unless another one follows. */
        NAME_ENDED,
        STATEMENT,
        LINE_COMMENT,
        COMMENT
    }

    WantedRows(OutputStream out, Set<String> tables) {
        super(out);
        this.tables = Set.copyOf(tables);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int end = from + length;
        while (at < end) {
            // Most of a dump is rows: they are looked at one by one, and written or left out in one piece.
            int start = at;
            boolean plain = inside == Inside.STATEMENT;
            while (plain && at < end) {
                statement(bytes[at++]);
                plain = inside == Inside.STATEMENT;
            }
            if (at > start) {
                if (wanted) out.write(bytes, start, at - start);
            } else {
                write(bytes[at++]);
            }
        }
    }

    @Override
    public void write(int b) throws IOException {
        switch (inside) {
            case NOTHING -> begin(b);
            case HEAD -> head(b);
            case NAME, NAME_ENDED -> name(b);
            case STATEMENT -> {
                statement((byte) b);
                if (wanted) out.write(b);
            }
            case LINE_COMMENT -> {
                out.write(b);
                if (b == '\n') inside = Inside.NOTHING;
            }
            case COMMENT -> {
                out.write(b);
                if (quote == 0 && last == '*' && b == '/') inside = Inside.NOTHING;
                else quoted(b);
            }
        }
        last = b;
    }

    private void begin(int b) throws IOException {
        wanted = true;
        if (b == INSERT[0]) {
            inside = Inside.HEAD;
            head.reset();
            head.write(b);
            return;
        }
        out.write(b);
        if (b == '-' || b == '#') inside = Inside.LINE_COMMENT;
        else if (b == '/') inside = Inside.COMMENT;
        else if (!Character.isWhitespace(b) && b != ';') {
            inside = Inside.STATEMENT;
            quoted(b);
        }
    }

    private void head(int b) throws IOException {
        if (b != INSERT[head.size()]) {
            // Some other word; what was held back holds no quote.
            inside = Inside.STATEMENT;
            head.writeTo(out);
            write(b);
            return;
        }
        head.write(b);
        if (head.size() == INSERT.length) {
            inside = Inside.NAME;
            name.reset();
        }
    }

    private void name(int b) throws IOException {
        if (inside == Inside.NAME_ENDED && b != '`') {
            wanted = tables.contains(name.toString(StandardCharsets.UTF_8));
            inside = Inside.STATEMENT;
            if (wanted) head.writeTo(out);
            write(b);
            return;
        }
        head.write(b);
        if (inside == Inside.NAME && b == '`') {
            inside = Inside.NAME_ENDED;
        } else {
            // Within a name the sign stands twice.
            name.write(b);
            inside = Inside.NAME;
        }
    }

    private void statement(byte b) {
        if (quote == 0 && b == ';') inside = Inside.NOTHING;
        else quoted(b);
    }

    /** Keeps track of texts and names in quotes; a doubled quote ends one and begins it again, which comes to the same. */
    private void quoted(int b) {
        if (quote == 0) {
            if (b == '\'' || b == '"' || b == '`') quote = b;
        } else if (escaped) {
            escaped = false;
        } else if (b == '\\' && quote != '`') {
            escaped = true;
        } else if (b == quote) {
            quote = 0;
        }
    }

    /** What is left of a text that ends in the middle is the server's to refuse. */
    @Override
    public void close() throws IOException {
        if (inside == Inside.HEAD || inside == Inside.NAME || inside == Inside.NAME_ENDED) head.writeTo(out);
        flush();
    }
}

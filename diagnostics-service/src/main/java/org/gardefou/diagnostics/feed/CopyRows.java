package org.gardefou.diagnostics.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows for one table in the text format of COPY (PostgreSQL's documentation, COPY, File Formats), sent whenever a few megabytes have come together. */
final class CopyRows {

    private static final int PORTION = 2 * 1024 * 1024;

    private final PGConnection database;
    private final String statement;
    private final StringBuilder rows = new StringBuilder(PORTION + 64 * 1024);
    private boolean first = true;

    CopyRows(PGConnection database, String table, String columns) {
        this.database = database;
        this.statement = "copy " + table + " (" + columns + ") from stdin";
    }

    /** The next column of the row; null is no value. */
    CopyRows column(@Nullable Object value) {
        if (!first) rows.append('\t');
        first = false;
        if (value == null) rows.append("\\N");
        else escaped(value.toString());
        return this;
    }

    /** An array of numbers. */
    CopyRows numbers(List<Integer> numbers) {
        if (!first) rows.append('\t');
        first = false;
        rows.append('{');
        for (int i = 0; i < numbers.size(); i++) rows.append(i == 0 ? "" : ",").append(numbers.get(i));
        rows.append('}');
        return this;
    }

    void end() throws IOException {
        rows.append('\n');
        first = true;
        if (rows.length() >= PORTION) send();
    }

    void send() throws IOException {
        if (rows.isEmpty()) return;
        try {
            // Half a character, which JSON can write and UTF-8 cannot, becomes a question mark here.
            database.getCopyAPI()
                    .copyIn(statement, new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (SQLException e) {
            throw new IOException("The database did not take the rows of the feed", e);
        }
        rows.setLength(0);
    }

    private void escaped(String text) {
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '\\' && c != '\u007f') continue;
            // What does not print is no part of a title, and PostgreSQL has no text with a zero in it.
            rows.append(text, written, i).append(c == '\\' ? "\\\\" : " ");
            written = i + 1;
        }
        rows.append(text, written, text.length());
    }
}

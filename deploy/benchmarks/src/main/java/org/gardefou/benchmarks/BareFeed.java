package org.gardefou.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * What the import is measured against: Jackson's parser over the same file, token by token, and a COPY of the plain values of each record into a
 * table without an index. It checks nothing and puts nothing together.
 */
final class BareFeed {

    static final String TABLE =
            "create table bare_feed (id text, title text, slug text, from_version text, to_version text, patched text, cve text, score text, published text)";

    private static final int PORTION = 2 * 1024 * 1024;
    private static final Set<String> KEPT =
            Set.of("id", "title", "slug", "from_version", "to_version", "cve", "score", "published");

    private BareFeed() {}

    static long copy(Connection connection, Path feed) throws IOException, SQLException {
        connection.setAutoCommit(false);
        PGConnection database = connection.unwrap(PGConnection.class);
        StringBuilder rows = new StringBuilder(PORTION + 4096);
        long records = 0;
        try (JsonParser json = new JsonFactory().createParser(feed.toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                json.nextToken();
                row(json, rows);
                records++;
                if (rows.length() > PORTION) send(database, rows);
            }
        }
        send(database, rows);
        connection.commit();
        return records;
    }

    /** The first of each value, in the order of the columns. */
    private static void row(JsonParser json, StringBuilder rows) throws IOException {
        String[] values = new String[9];
        int depth = json.getParsingContext().getNestingDepth();
        for (JsonToken token = json.nextToken();
                json.getParsingContext().getNestingDepth() >= depth;
                token = json.nextToken()) {
            if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_FLOAT) continue;
            String field = json.currentName();
            int column = field == null ? 5 : KEPT.contains(field) ? column(field) : -1;
            if (column >= 0 && values[column] == null) values[column] = json.getText();
        }
        for (int i = 0; i < values.length; i++) {
            if (i > 0) rows.append('\t');
            if (values[i] == null) rows.append("\\N");
            else
                rows.append(values[i]
                        .replace("\\", "\\\\")
                        .replace('\t', ' ')
                        .replace('\n', ' ')
                        .replace('\r', ' '));
        }
        rows.append('\n');
    }

    private static int column(String field) {
        return switch (field) {
            case "id" -> 0;
            case "title" -> 1;
            case "slug" -> 2;
            case "from_version" -> 3;
            case "to_version" -> 4;
            case "cve" -> 6;
            case "score" -> 7;
            default -> 8;
        };
    }

    private static void send(PGConnection database, StringBuilder rows) throws IOException, SQLException {
        database.getCopyAPI()
                .copyIn(
                        "copy bare_feed from stdin",
                        new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
        rows.setLength(0);
    }
}

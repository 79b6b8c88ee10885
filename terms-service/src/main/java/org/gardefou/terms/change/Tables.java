package org.gardefou.terms.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the tables that come with the product. */
final class Tables {

    private Tables() {}

    static <T> T read(ObjectMapper json, String file, Class<T> type) {
        try (InputStream table = Tables.class.getResourceAsStream("/changes/" + file)) {
            if (table == null) throw new IllegalStateException(file + " is missing from the build");
            return json.readValue(table, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

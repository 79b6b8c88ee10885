package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.gardefou.terms.language.Text;

/** What is said about each kind of change, from the file that comes with the product. */
final class Words {

    private static final String FILE = "/risknotice/wording.json";
    private static final String OBJECT = "{object}";

    private final Map<String, Entry> entries;

    record Entry(Text title, Text mayHappen, Text before, Text after) {

        Entry about(String object) {
            return new Entry(fill(title, object), fill(mayHappen, object), fill(before, object), fill(after, object));
        }

        private static Text fill(Text text, String object) {
            return new Text(text.fr().replace(OBJECT, object), text.en().replace(OBJECT, object));
        }
    }

    private Words(Map<String, Entry> entries) {
        this.entries = Map.copyOf(entries);
        Arrays.stream(Kind.values()).forEach(this::entry);
    }

    static Words read(ObjectMapper json) {
        try (InputStream file = Words.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException(FILE + " is missing from the build");
            return new Words(json.readValue(file, new TypeReference<Map<String, Entry>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words for a kind of change, with the changed thing's name put in. */
    Entry about(Kind kind, String object) {
        return entry(kind).about(object);
    }

    private Entry entry(Kind kind) {
        Entry entry = entries.get(kind.wording());
        if (entry == null) throw new IllegalStateException(FILE + " has no words for " + kind.wording());
        return entry;
    }

    /** Gives the words to whoever asks for them. */
    @ApplicationScoped
    static class Provider {

        @Produces
        @jakarta.inject.Singleton
        Words words(ObjectMapper json) {
            return read(json);
        }
    }
}

package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;

/** What is said about changes, from the file that comes with the product. */
final class Words {

    private static final String FILE = "/risknotice/wording.json";
    private static final String OBJECT = "{object}";
    private static final String OBJECTS = "{objects}";
    private static final String COUNT = "{count}";

    /** Names in a title: more than three are no longer read. */
    private static final int NAMES = 3;

    private final Map<String, Text> families;
    private final Map<String, Entry> entries;

    /** What is said of one topic; it fits one change as well as many, but for the title. */
    record Entry(Text title, Text mayHappen, Text before, Text after) {}

    private record File(Map<String, Text> families, Map<String, Entry> words) {}

    private Words(File file) {
        this.families = Map.copyOf(file.families);
        this.entries = Map.copyOf(file.words);
    }

    static Words read(ObjectMapper json) {
        try (InputStream file = Words.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException(FILE + " is missing from the build");
            return new Words(json.readValue(file, File.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails where the table of risks asks for words that are not there. */
    Words complete(Risks risks) {
        Arrays.stream(Kind.values()).map(risks::usual).forEach(usual -> {
            entry(usual.words());
            family(usual.family());
        });
        risks.rules().forEach(rule -> entry(rule.words()));
        return this;
    }

    /** The words for these changes, with their names put in. */
    Entry about(Gathered changes, String family) {
        List<Entry> said =
                changes.topics().stream().map(topic -> entry(topic.words())).toList();
        return new Entry(
                title(changes, family), all(said, Entry::mayHappen), all(said, Entry::before), all(said, Entry::after));
    }

    private Text title(Gathered changes, String family) {
        List<String> names =
                changes.shown().stream().map(Gathered.Member::object).distinct().toList();
        if (changes.count() == 1) return fill(entry(changes.lead().words()).title, OBJECT, name -> names.getFirst());
        Text counted = fill(family(family), COUNT, language -> Integer.toString(changes.count()));
        long others = changes.count()
                - changes.shown().stream()
                        .filter(one -> names.stream().limit(NAMES).anyMatch(one.object()::equals))
                        .count();
        String first = names.stream().limit(NAMES).collect(Collectors.joining(", "));
        return fill(counted, OBJECTS, language -> first + more(others, language));
    }

    private static String more(long others, Language language) {
        if (others == 0) return "";
        if (language == Language.EN) return " and " + others + " more";
        return " et " + others + (others == 1 ? " autre" : " autres");
    }

    private static Text all(List<Entry> said, Function<Entry, Text> part) {
        return new Text(
                said.stream().map(part).map(Text::fr).distinct().collect(Collectors.joining(" ")),
                said.stream().map(part).map(Text::en).distinct().collect(Collectors.joining(" ")));
    }

    private static Text fill(Text text, String place, Function<Language, String> value) {
        return new Text(
                text.fr().replace(place, value.apply(Language.FR)), text.en().replace(place, value.apply(Language.EN)));
    }

    private Entry entry(String words) {
        Entry entry = entries.get(words);
        if (entry == null) throw new IllegalStateException(FILE + " has no words for " + words);
        return entry;
    }

    private Text family(String family) {
        Text title = families.get(family);
        if (title == null) throw new IllegalStateException(FILE + " has no title for several changes of " + family);
        return title;
    }

    /** Gives the words to whoever asks for them. */
    @ApplicationScoped
    static class Provider {

        @Produces
        @jakarta.inject.Singleton
        Words words(ObjectMapper json, Risks risks) {
            return read(json).complete(risks);
        }
    }
}

package org.gardefou.diagnostics.signature;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.diagnostics.signature.Signature.Entry;
import org.jspecify.annotations.Nullable;

/** The catalogue, read from {@code signatures.json} at start. */
@ApplicationScoped
public class Signatures {

    /** The longest text that is searched: all patterns over 600 kB of one line take seconds. */
    static final int LONGEST = 16 * 1024;

    /** Where PHP says it: " in /path/file.php:12", " in /path/file.php on line 12". */
    private static final Pattern PLACE =
            Pattern.compile(" in (?P<file>/[^\\s:]+?\\.(?:php|phtml|inc))(?::| on line )(?P<line>\\d{1,9})");

    private static final List<String> SUBJECTS = List.of("sym", "cls", "tbl", "db", "user", "cmd", "msg");

    private final Map<String, Signature> byId = new LinkedHashMap<>();

    Signatures(ObjectMapper json) {
        try (InputStream in = Signatures.class.getResourceAsStream("/signatures.json")) {
            for (Entry entry : json.readValue(in, new TypeReference<List<Entry>>() {})) {
                byId.put(entry.id(), entry.compile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Signature> all() {
        return List.copyOf(byId.values());
    }

    /** A signature by its id. */
    public Signature get(String id) {
        Signature found = byId.get(id);
        if (found == null) throw new IllegalArgumentException("There is no signature " + id);
        return found;
    }

    /** The most specific signature of a source that a text shows. */
    public Optional<Match> match(String source, String text) {
        String searched = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        List<Match> found = new ArrayList<>();
        for (Signature signature : byId.values()) {
            if (!signature.sources().contains(source)) continue;
            Matcher matcher = signature.compiled().matcher(searched);
            if (matcher.find()) found.add(match(signature, matcher, searched));
        }
        return mostSpecific(found);
    }

    private static Optional<Match> mostSpecific(List<Match> found) {
        Set<String> ids = found.stream().map(match -> match.signature().id()).collect(Collectors.toSet());
        return found.stream()
                .filter(match -> match.signature().yieldsTo().stream().noneMatch(ids::contains))
                .max(java.util.Comparator.comparing(match -> match.signature().severity()));
    }

    private static Match match(Signature signature, Matcher matcher, String text) {
        String file = group(signature, matcher, "file");
        String line = group(signature, matcher, "line");
        if (file == null || line == null) {
            Matcher place = PLACE.matcher(text);
            if (place.find() && (file == null || file.equals(place.group("file")))) {
                file = place.group("file");
                line = place.group("line");
            }
        }
        return new Match(signature, file, line == null ? null : Integer.valueOf(line), subject(signature, matcher));
    }

    private static @Nullable String subject(Signature signature, Matcher matcher) {
        for (String name : SUBJECTS) {
            String value = group(signature, matcher, name);
            if (value != null) return value;
        }
        return null;
    }

    private static @Nullable String group(Signature signature, Matcher matcher, String name) {
        return signature.compiled().namedGroups().containsKey(name) ? matcher.group(name) : null;
    }
}

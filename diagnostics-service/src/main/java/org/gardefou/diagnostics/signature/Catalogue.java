package org.gardefou.diagnostics.signature;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.gardefou.access.log.Suspicion;
import org.jspecify.annotations.Nullable;

/**
 * The signatures that are in effect, and their matching. A text is first searched for the phrases of all of them at once; only those whose
 * phrase stands in it are then tried. Immutable.
 */
public final class Catalogue {

    /** The longest text that is searched: all patterns over 600 kB of one line take seconds. */
    static final int LONGEST = 16 * 1024;

    /** Where PHP says it: " in /path/file.php:12", " in /path/file.php on line 12". */
    private static final Pattern PLACE =
            Pattern.compile(" in (?P<file>/[^\\s:]+?\\.(?:php|phtml|inc))(?::| on line )(?P<line>\\d{1,9})");

    /** What PLACE needs, so that most texts need not be searched for it. */
    private static final String PLACE_BEGINS = " in /";

    private static final List<String> SUBJECTS = List.of("sym", "cls", "tbl", "db", "user", "cmd", "msg");

    private final Map<String, Signature> byId = new LinkedHashMap<>();
    private final Map<String, List<Signature>> bySource = new HashMap<>();
    private final Map<String, Phrases> phrases = new HashMap<>();
    private final Map<Set<String>, Phrases> together = new ConcurrentHashMap<>();

    Catalogue(Collection<Signature> signatures) {
        signatures.forEach(signature -> byId.put(signature.id(), signature));
        for (Signature signature : byId.values())
            for (String source : signature.sources())
                bySource.computeIfAbsent(source, _ -> new ArrayList<>()).add(signature);
        bySource.forEach((source, some) -> phrases.put(source, phrases(some)));
    }

    private static Phrases phrases(List<Signature> some) {
        Map<Integer, Set<String>> wanted = new TreeMap<>();
        for (int i = 0; i < some.size(); i++) {
            PatternShape shape = PatternShape.of(some.get(i).compiled().pattern());
            if (shape.shortest() < Phrases.SHORTEST)
                throw new IllegalArgumentException(
                        some.get(i).id() + " has no text by which it could be found quickly");
            wanted.put(i, shape.phrases());
        }
        return new Phrases(wanted);
    }

    /** The catalogue as it is shipped, for what has no database. */
    public static Catalogue ofShipped(ObjectMapper json) {
        return new Catalogue(shipped(json).stream().map(SignatureEntry::compile).toList());
    }

    /** What the product ships. */
    static List<SignatureEntry> shipped(ObjectMapper json) {
        try (InputStream in = Catalogue.class.getResourceAsStream("/signatures.json")) {
            return json.readValue(in, new TypeReference<List<SignatureEntry>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Signature> all() {
        return List.copyOf(byId.values());
    }

    /** The patterns of what some sources write. */
    public List<String> patterns(Collection<String> sources) {
        return byId.values().stream()
                .filter(signature -> signature.sources().stream().anyMatch(sources::contains))
                .map(signature -> signature.compiled().pattern())
                .toList();
    }

    Optional<Signature> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What makes a place of a log worth matching, of what some sources write. */
    public Suspicion suspicion(Set<String> sources) {
        return together.computeIfAbsent(
                sources,
                some -> phrases(some.stream()
                        .flatMap(source -> bySource.getOrDefault(source, List.of()).stream())
                        .distinct()
                        .toList()));
    }

    /** The most specific signature of a source that a text shows. */
    public Optional<Match> match(String source, String text) {
        Phrases known = phrases.get(source);
        if (known == null) return Optional.empty();
        String searched = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        BitSet candidates = known.owners(searched.getBytes(StandardCharsets.UTF_8));
        if (candidates.isEmpty()) return Optional.empty();
        List<Signature> some = Objects.requireNonNull(bySource.get(source));
        List<Match> found = new ArrayList<>();
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            Matcher matcher = some.get(i).compiled().matcher(searched);
            if (matcher.find()) found.add(match(some.get(i), matcher, searched));
        }
        return mostSpecific(found);
    }

    private static Optional<Match> mostSpecific(List<Match> found) {
        if (found.size() <= 1) return found.stream().findFirst();
        List<Signature> all = found.stream().map(Match::signature).collect(Collectors.toList());
        return found.stream()
                .filter(match -> all.stream().noneMatch(other -> other.winsOver(match.signature())))
                .max(Comparator.comparing(match -> match.signature().severity()));
    }

    private static Match match(Signature signature, Matcher matcher, String text) {
        String file = group(signature, matcher, "file");
        String line = group(signature, matcher, "line");
        if ((file == null || line == null) && text.contains(PLACE_BEGINS)) {
            Matcher place = PLACE.matcher(text);
            if (place.find() && (file == null || file.equals(place.group("file")))) {
                file = place.group("file");
                line = place.group("line");
            }
        }
        return new Match(signature, file, number(line), subject(signature, matcher));
    }

    /** A line of more digits than any file has is an attacker's. */
    private static @Nullable Integer number(@Nullable String line) {
        return line == null || line.length() > 9 ? null : Integer.valueOf(line);
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

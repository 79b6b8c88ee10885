package org.gardefou.restic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which paths are meant, in a small language that restic, PostgreSQL and this class understand alike. A pattern is relative to a base
 * folder and names each folder on the way: {@code *} stands for any characters of one name, {@code ?} for one character, and
 * {@code **} as a whole name for any number of folders, none included. A backslash takes the meaning off the {@code *}, {@code ?} or
 * backslash behind it; every other character means itself. What a pattern matches is meant with all that is in it.
 */
public final class PathPattern {

    /** The longest that is taken, in characters. */
    public static final int LONGEST = 500;

    /** restic tries each number of folders for each of them. */
    private static final int MOST_DEEP = 3;

    private static final String DEEP = "**";

    private final String text;
    private final List<NameGlob> names;

    private PathPattern(String text, List<NameGlob> names) {
        this.text = text;
        this.names = names;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it is none; the message says what it must be
     */
    public static PathPattern of(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("must have 1 to " + LONGEST + " characters");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must be one line without control characters");
        }
        if (text.startsWith("/")) {
            throw new IllegalArgumentException("must be relative to the site's root, without / at its beginning");
        }
        String whole = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        List<NameGlob> names = new ArrayList<>();
        for (String name : whole.split("/", -1)) names.add(name(name));
        if (names.getLast().deep()) {
            throw new IllegalArgumentException("must not end with **: folder/* means all that is in a folder");
        }
        for (int i = 1; i < names.size(); i++) {
            if (names.get(i).deep() && names.get(i - 1).deep()) {
                throw new IllegalArgumentException("must not have ** twice in a row: one means any number of folders");
            }
        }
        if (names.stream().filter(NameGlob::deep).count() > MOST_DEEP) {
            throw new IllegalArgumentException("must not have ** more than " + MOST_DEEP + " times");
        }
        return new PathPattern(text, List.copyOf(names));
    }

    private static NameGlob name(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("must not have the names . and .., nor an empty one");
        }
        if (name.equals(DEEP)) return NameGlob.DEEP;
        return NameGlob.of(name);
    }

    /** The pattern that means one path and nothing else. */
    public static String literal(String path) {
        return path.replaceAll("[\\\\*?]", "\\\\$0");
    }

    /** Whether a path, or a folder above it, is meant; both relative to the base, without {@code /} at their beginning. */
    public boolean matches(String path) {
        Set<Integer> states = states(List.of(path.split("/", -1)));
        return states.contains(names.size());
    }

    /** Whether something below a folder may be meant, the folder itself not. */
    public boolean mayMatchBelow(String folder) {
        Set<Integer> states = states(List.of(folder.split("/", -1)));
        return !states.contains(names.size()) && !states.isEmpty();
    }

    /**
     * The patterns by which restic leaves out what is meant below one folder of those it copies, and nothing outside of it.
     *
     * @param base absolute, as restic comes to see it: with links resolved
     * @param folder relative to the base
     * @return empty where the folder has nothing that could be meant, and where the folder itself is
     */
    public List<String> restic(Path base, String folder) {
        Set<Integer> states = states(List.of(folder.split("/", -1)));
        if (states.contains(names.size())) return List.of();
        String start = escaped(base.resolve(folder).toString());
        return states.stream()
                .map(state -> start + "/"
                        + String.join(
                                "/",
                                names.subList(state, names.size()).stream()
                                        .map(NameGlob::restic)
                                        .toList()))
                .toList();
    }

    /** A regular expression, as PostgreSQL and Java read it, for paths that begin with {@code /} at the base. */
    public String regex() {
        StringBuilder regex = new StringBuilder("^");
        for (NameGlob name : names) regex.append(name.deep() ? "(?:/[^/]+)*" : "/" + name.regex());
        return regex.append("(?:/|$)").toString();
    }

    /** Where in the pattern one may be behind these names; the end means that they, or those above, are meant. */
    private Set<Integer> states(List<String> path) {
        Set<Integer> now = new LinkedHashSet<>();
        enter(now, 0);
        for (String name : path) {
            Set<Integer> next = new LinkedHashSet<>();
            for (int state : now) {
                if (state == names.size()) next.add(state);
                else if (names.get(state).deep()) enter(next, state);
                else if (names.get(state).matches(name)) enter(next, state + 1);
            }
            now = next;
        }
        return now;
    }

    /** In front of {@code **} one is behind it as well. */
    private void enter(Set<Integer> states, int state) {
        states.add(state);
        if (state < names.size() && names.get(state).deep()) states.add(state + 1);
    }

    /** As one pattern for restic in which nothing has a meaning. */
    static String escaped(String literal) {
        return literal.replaceAll("[\\\\*?\\[]", "\\\\$0");
    }

    @Override
    public String toString() {
        return text;
    }

    /** One name of a pattern: characters, some of which stand for others. */
    private record NameGlob(int[] characters, boolean deep) {

        static final NameGlob DEEP = new NameGlob(new int[0], true);
        private static final int ANY = -1;
        private static final int ONE = -2;
        private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N}_ -]");

        static NameGlob of(String name) {
            List<Integer> read = new ArrayList<>();
            int[] all = name.codePoints().toArray();
            for (int i = 0; i < all.length; i++) {
                int one = all[i];
                if (one == '\\') {
                    if (i + 1 == all.length || "*?\\".indexOf(all[i + 1]) < 0) {
                        throw new IllegalArgumentException("must have *, ? or \\ behind each \\");
                    }
                    read.add(all[++i]);
                } else if (one == '*') {
                    // Twice means no more than once, and takes longer.
                    if (read.isEmpty() || read.getLast() != ANY) read.add(ANY);
                } else {
                    read.add(one == '?' ? ONE : one);
                }
            }
            return new NameGlob(read.stream().mapToInt(i -> i).toArray(), false);
        }

        /** In a time of the product of the two lengths at most, whatever the pattern. */
        boolean matches(String name) {
            int[] text = name.codePoints().toArray();
            int at = 0;
            int in = 0;
            int star = -1;
            int from = 0;
            while (at < text.length) {
                if (in < characters.length && (characters[in] == ONE || characters[in] == text[at])) {
                    in++;
                    at++;
                } else if (in < characters.length && characters[in] == ANY) {
                    star = in++;
                    from = at;
                } else if (star >= 0) {
                    in = star + 1;
                    at = ++from;
                } else {
                    return false;
                }
            }
            while (in < characters.length && characters[in] == ANY) in++;
            return in == characters.length;
        }

        String restic() {
            if (deep) return "**";
            StringBuilder text = new StringBuilder();
            for (int one : characters) {
                switch (one) {
                    case ANY -> text.append('*');
                    case ONE -> text.append('?');
                    default -> text.append(escaped(Character.toString(one)));
                }
            }
            return text.toString();
        }

        String regex() {
            StringBuilder text = new StringBuilder();
            for (int one : characters) {
                switch (one) {
                    case ANY -> text.append("[^/]*");
                    case ONE -> text.append("[^/]");
                    default ->
                        text.append(SPECIAL.matcher(Character.toString(one)).replaceAll("\\\\$0"));
                }
            }
            return text.toString();
        }
    }
}

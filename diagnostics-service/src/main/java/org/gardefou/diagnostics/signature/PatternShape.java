package org.gardefou.diagnostics.signature;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a pattern in RE2's syntax before it is compiled: texts of which every match holds at least one, and how large its
 * program would be. Where something is not understood the answer is the careful one: no text is certain.
 *
 * @param phrases texts of which each match holds at least one; empty when no such text is certain
 * @param size about as many instructions as the compiled program would have; beyond {@link Long#MAX_VALUE} / 2 it stays there
 * @param caseless whether it asks for capitals to be as good as small letters anywhere
 */
record PatternShape(Set<String> phrases, long size, boolean caseless) {

    /** Of more words than these none is worth being looked for by itself. */
    private static final int MOST_EXACT = 24;

    private static final int MOST_PHRASES = 64;

    /** A text that is longer is found as well by its beginning. */
    private static final int LONGEST_PHRASE = 32;

    private static final long HUGE = Long.MAX_VALUE / 2;

    PatternShape {
        phrases = Set.copyOf(phrases);
    }

    /** The shape of a pattern; one that is not well formed has a shape, too, and it is the compiler that says so. */
    static PatternShape of(String pattern) {
        Reader reader = new Reader(pattern);
        Part whole = reader.alternatives();
        Set<String> best = whole.best();
        return new PatternShape(best == null ? Set.of() : best, whole.size(), reader.caseless);
    }

    /** How short the shortest of the texts is; 0 when none is certain. */
    int shortest() {
        return phrases.stream().mapToInt(String::length).min().orElse(0);
    }

    /**
     * Part of a pattern.
     *
     * @param exact all texts that it matches; null when these are too many to name
     * @param needed texts of which each match holds at least one; null when none is certain
     */
    private record Part(
            @Nullable Set<String> exact, @Nullable Set<String> needed, long size) {

        static final Part EMPTY = new Part(Set.of(""), null, 1);
        static final Part ANYTHING = new Part(null, null, 1);

        static Part text(String text) {
            return new Part(Set.of(text), null, 1);
        }

        @Nullable Set<String> best() {
            return better(needed, exact);
        }

        /** This or the other one. */
        Part or(Part other) {
            Set<String> one = best();
            Set<String> two = other.best();
            return new Part(
                    exact == null || other.exact == null ? null : few(union(exact, other.exact), MOST_EXACT),
                    one == null || two == null ? null : few(union(one, two), MOST_PHRASES),
                    Math.min(HUGE, size + other.size + 1));
        }

        /** So many times; -1: without end. */
        Part repeated(int least, int most) {
            long copies = Math.max(Math.max(least, most), 1) + (most < 0 ? 1 : 0);
            long larger = size > HUGE / copies ? HUGE : size * copies + 1;
            if (least == 1 && most == 1) return this;
            if (least == 0 && most == 1 && exact != null)
                return new Part(few(union(exact, Set.of("")), MOST_EXACT), null, larger);
            return new Part(null, least == 0 ? null : best(), larger);
        }

        private static Set<String> union(Set<String> some, Set<String> others) {
            Set<String> all = new HashSet<>(some);
            all.addAll(others);
            return all;
        }

        private static @Nullable Set<String> few(Set<String> texts, int most) {
            return texts.size() <= most ? texts : null;
        }
    }

    /** Of two sets of texts the one whose shortest is longer; of equals the smaller one. */
    private static @Nullable Set<String> better(@Nullable Set<String> one, @Nullable Set<String> other) {
        int first = worth(one);
        int second = worth(other);
        if (first <= 0 && second <= 0) return null;
        if (first != second) return first > second ? one : other;
        return one != null && other != null && other.size() < one.size() ? other : one;
    }

    private static int worth(@Nullable Set<String> texts) {
        return texts == null
                ? -1
                : Math.min(
                        LONGEST_PHRASE,
                        texts.stream().mapToInt(String::length).min().orElse(0));
    }

    /** Things one behind the other: texts that touch become one. */
    private static final class Row {
        private Set<String> running = Set.of("");
        private @Nullable Set<String> best;
        private boolean exact = true;
        private long size = 1;

        void add(Part part) {
            size = Math.min(HUGE, size + part.size());
            best = better(best, part.needed());
            Set<String> texts = part.exact();
            Set<String> joined = texts == null ? null : joined(running, texts);
            if (joined != null) {
                running = joined;
                return;
            }
            exact = false;
            best = better(best, running);
            running = texts == null ? Set.of("") : texts;
        }

        Part end() {
            return new Part(exact ? running : null, better(best, running), size);
        }

        private static @Nullable Set<String> joined(Set<String> firsts, Set<String> seconds) {
            if (firsts.size() * seconds.size() > MOST_EXACT) return null;
            Set<String> all = new HashSet<>();
            for (String first : firsts) {
                for (String second : seconds) {
                    if (first.length() + second.length() > 2 * LONGEST_PHRASE) return null;
                    all.add(first + second);
                }
            }
            return all;
        }
    }

    /** Reads a pattern from left to right. */
    private static final class Reader {
        private final String text;
        private int at;
        private int depth;
        boolean caseless;

        Reader(String text) {
            this.text = text;
        }

        Part alternatives() {
            // Brackets in brackets in brackets: the compiler refuses them, or its stack ends.
            if (++depth > 200) {
                at = text.length();
                return new Part(null, null, HUGE);
            }
            Part all = row();
            while (at < text.length() && text.charAt(at) == '|') {
                at++;
                all = all.or(row());
            }
            depth--;
            return all;
        }

        private Part row() {
            Row row = new Row();
            while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') row.add(repeated(one()));
            return row.end();
        }

        private Part repeated(Part part) {
            Part result = part;
            while (at < text.length()) {
                char sign = text.charAt(at);
                if (sign == '*') result = result.repeated(0, -1);
                else if (sign == '+') result = result.repeated(1, -1);
                else if (sign == '?') result = result.repeated(0, 1);
                else if (sign == '{') {
                    int end = text.indexOf('}', at);
                    int[] counts = end < 0 ? null : counts(text.substring(at + 1, end));
                    // RE2 takes a brace that counts nothing as it stands.
                    if (counts == null) return result;
                    result = result.repeated(counts[0], counts[1]);
                    at = end;
                } else return result;
                at++;
                if (at < text.length() && text.charAt(at) == '?') at++;
            }
            return result;
        }

        private static int @Nullable [] counts(String braces) {
            int comma = braces.indexOf(',');
            String least = comma < 0 ? braces : braces.substring(0, comma);
            String most = comma < 0 ? braces : braces.substring(comma + 1);
            if (!digits(least) || !(most.isEmpty() || digits(most))) return null;
            return new int[] {Integer.parseInt(least), most.isEmpty() ? -1 : Integer.parseInt(most)};
        }

        private static boolean digits(String text) {
            return !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        }

        private Part one() {
            char sign = text.charAt(at++);
            return switch (sign) {
                case '(' -> group();
                case '[' -> characters();
                case '.' -> Part.ANYTHING;
                case '^', '$' -> Part.EMPTY;
                case '\\' -> escaped();
                default -> plain(sign);
            };
        }

        private Part plain(char sign) {
            if (!Character.isHighSurrogate(sign) || at == text.length()) return Part.text(String.valueOf(sign));
            return Part.text("" + sign + text.charAt(at++));
        }

        private Part group() {
            if (at < text.length() && text.charAt(at) == '?') {
                int close = text.indexOf('>', at);
                if (text.startsWith("?P<", at) || text.startsWith("?<", at)) {
                    at = close < 0 ? text.length() : close + 1;
                } else {
                    at++;
                    while (at < text.length() && ":)".indexOf(text.charAt(at)) < 0) {
                        caseless |= text.charAt(at) == 'i';
                        at++;
                    }
                    boolean only = at < text.length() && text.charAt(at) == ')';
                    if (at < text.length()) at++;
                    if (only) return Part.EMPTY;
                }
            }
            Part inside = alternatives();
            if (at < text.length()) at++;
            return inside;
        }

        private Part escaped() {
            if (at >= text.length()) return Part.ANYTHING;
            char sign = text.charAt(at++);
            if (sign == 'Q') {
                int end = text.indexOf("\\E", at);
                String quoted = text.substring(at, end < 0 ? text.length() : end);
                at = end < 0 ? text.length() : end + 2;
                return quoted.length() <= LONGEST_PHRASE
                        ? Part.text(quoted)
                        : new Part(null, Set.of(quoted), quoted.length());
            }
            if ("bBAzZ".indexOf(sign) >= 0) return Part.EMPTY;
            if ((sign == 'x' || sign == 'p' || sign == 'P') && at < text.length()) {
                int close = text.charAt(at) == '{' ? text.indexOf('}', at) : sign == 'x' ? at + 1 : at;
                at = close < 0 ? text.length() : Math.min(text.length(), close + 1);
                return Part.ANYTHING;
            }
            // \d, \w, \n, \1: classes and characters that are written otherwise.
            return Character.isLetterOrDigit(sign) ? Part.ANYTHING : Part.text(String.valueOf(sign));
        }

        /** {@code [Tt]} is one of two texts; ranges, classes and what a class leaves out are anything. */
        private Part characters() {
            int start = at;
            Set<String> some = new HashSet<>();
            boolean simple = at < text.length() && text.charAt(at) != '^';
            if (!simple) at++;
            for (boolean first = true; at < text.length() && (first || text.charAt(at) != ']'); first = false) {
                char sign = text.charAt(at++);
                if (sign == '[' && at < text.length() && text.charAt(at) == ':') {
                    int end = text.indexOf(":]", at);
                    at = end < 0 ? text.length() : end + 2;
                    simple = false;
                } else if (sign == '\\' && at < text.length()) {
                    char escaped = text.charAt(at++);
                    simple &= !Character.isLetterOrDigit(escaped);
                    if ("pPx".indexOf(escaped) >= 0 && at < text.length() && text.charAt(at) == '{') {
                        int end = text.indexOf('}', at);
                        at = end < 0 ? text.length() : end + 1;
                    }
                    some.add(String.valueOf(escaped));
                } else {
                    simple &= sign < 0x80
                            && !(sign == '-' && at - 1 > start && at < text.length() && text.charAt(at) != ']');
                    some.add(String.valueOf(sign));
                }
            }
            if (at < text.length()) at++;
            return simple && some.size() <= 4 ? new Part(some, null, 1) : Part.ANYTHING;
        }
    }
}

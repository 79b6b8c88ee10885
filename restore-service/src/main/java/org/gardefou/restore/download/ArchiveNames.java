package org.gardefou.restore.download;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Names in an archive that nobody's unpacking program can be harmed by. What a customer's tree has is not ours to choose: names that go up,
 * absolute ones, those that only some systems read as such, those that are not UTF-8.
 */
final class ArchiveNames {

    /** The length of a name is two bytes in a zip. */
    private static final int LONGEST = 65_000;

    /** Who has more names that no system can show has something else to see to. */
    private static final int MOST_CHANGED = 100_000;

    private final Set<String> changed = new HashSet<>();

    /**
     * The name of an entry; empty when it can have none.
     *
     * @param raw as the snapshot has it; a slash in front and behind does not count
     */
    Optional<String> of(String raw) {
        String inside = trimmed(raw);
        if (inside.isEmpty() || inside.indexOf('\0') >= 0) return Optional.empty();
        for (String name : inside.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) return Optional.empty();
        }
        if (inside.getBytes(StandardCharsets.UTF_8).length > LONGEST) return Optional.empty();
        String harmless = harmless(inside);
        // A name that was not UTF-8 was read with this character: two such names may look the same.
        if (harmless.equals(inside) && inside.indexOf('\ufffd') < 0) return Optional.of(inside);
        return unlike(harmless);
    }

    private static String trimmed(String raw) {
        int from = 0;
        int until = raw.length();
        while (from < until && raw.charAt(from) == '/') from++;
        while (until > from && raw.charAt(until - 1) == '/') until--;
        return raw.substring(from, until);
    }

    /** Without what is a separator, a drive or a command elsewhere. */
    private static String harmless(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean drive = c == ':' && i == 1;
            plain.append(c == '\\' || drive || Character.isISOControl(c) ? '_' : c);
        }
        return plain.toString();
    }

    private Optional<String> unlike(String name) {
        if (changed.size() >= MOST_CHANGED) return Optional.empty();
        String free = name;
        for (int i = 2; !changed.add(free); i++) free = "%s (%d)".formatted(name, i);
        return Optional.of(free);
    }

    /** Whether a symbolic link leads to something in the same archive, wherever that is unpacked. */
    static boolean staysInside(String name, String target) {
        if (target.isEmpty() || target.startsWith("/") || target.indexOf('\\') >= 0 || target.indexOf('\0') >= 0)
            return false;
        if (target.length() > 1 && target.charAt(1) == ':' && Character.isLetter(target.charAt(0))) return false;
        int depth = name.split("/", -1).length - 1;
        for (String step : List.of(target.split("/", -1))) {
            if (step.equals("..")) depth--;
            else if (!step.isEmpty() && !step.equals(".")) depth++;
            if (depth < 0) return false;
        }
        return true;
    }

    /** A file name for a header: letters, digits and dashes. */
    static String ofFile(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-").replaceAll("^[-.]+|-+$", "");
        return plain.isEmpty() ? "site" : plain.substring(0, Math.min(60, plain.length()));
    }
}

package org.gardefou.diagnostics.placing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.gardefou.diagnostics.panel.About;
import org.gardefou.diagnostics.placing.Place.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Which of several sites a report is about. What names a site most surely counts first: its id or domain, a path in its files, its database, the zone
 * above or below its domain. An account that has several sites names none of them, does not stand for a domain that is none of
 * its sites', and is never told of in a site of another one.
 */
final class PlacingRule {

    private PlacingRule() {}

    static Place choose(About about, List<Candidate> candidates) {
        List<Candidate> left =
                candidates.stream().filter(site -> ofAccount(about, site)).toList();
        boolean named = false;
        for (Predicate<Candidate> way : ways(about, candidates)) {
            List<Candidate> found = left.stream().filter(way).toList();
            if (found.size() == 1) return at(found.getFirst());
            if (found.isEmpty()) continue;
            named = true;
            left = found;
        }
        return new Place.Nowhere(named ? Reason.AMBIGUOUS : Reason.UNKNOWN);
    }

    /** What an account did it did to its own: a call about somebody else's domain was refused by the panel, whatever the hook says of it. */
    private static boolean ofAccount(About about, Candidate site) {
        return about.account() == null
                || site.owner() == null
                || about.account().equals(site.owner());
    }

    private static Place.At at(Candidate site) {
        return new Place.At(site.site(), site.root(), site.documentRoot());
    }

    private static List<Predicate<Candidate>> ways(About about, List<Candidate> candidates) {
        List<Predicate<Candidate>> ways = new ArrayList<>();
        String subject = about.subject() == null ? null : domain(about.subject());
        String domain = about.domain() == null ? null : domain(about.domain());
        if (subject != null) {
            ways.add(site -> site.site().site().toString().equals(subject)
                    || site.domains().contains(subject));
        }
        if (domain != null) ways.add(site -> site.domains().contains(domain));
        if (about.path() != null) {
            String deepest = deepestRoot(about.path(), candidates);
            if (deepest != null) ways.add(site -> site.root().equals(deepest));
        }
        String database = about.database();
        if (database != null) ways.add(site -> site.databases().contains(database));
        if (domain != null) {
            for (String above : above(domain)) ways.add(site -> site.domains().contains(above));
            ways.add(site -> site.domains().stream().anyMatch(own -> own.endsWith("." + domain)));
        }
        String account = about.account();
        if (account != null && domain == null && subject == null) {
            ways.add(site -> account.equals(site.owner()));
        }
        return ways;
    }

    private static @Nullable String deepestRoot(String path, List<Candidate> candidates) {
        return candidates.stream()
                .map(Candidate::root)
                .filter(root -> path.equals(root) || path.startsWith(root + "/"))
                .max(Comparator.comparingInt(String::length))
                .orElse(null);
    }

    /** As domains are registered: in lower case, without the dot at the end of a zone's name. */
    static String domain(String name) {
        String lower = name.toLowerCase(Locale.ROOT).strip();
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** {@code www.shop.example} lies in {@code shop.example}; a domain of one label is nobody's. */
    static List<String> above(String domain) {
        List<String> all = new ArrayList<>();
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            String rest = domain.substring(dot + 1);
            if (rest.indexOf('.') > 0) all.add(rest);
        }
        return all;
    }
}

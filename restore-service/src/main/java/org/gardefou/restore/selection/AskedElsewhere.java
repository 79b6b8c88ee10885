package org.gardefou.restore.selection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.problem.Violation;
import org.jspecify.annotations.Nullable;

/** A restore to another place than the point's, as somebody asks for it, believed in nothing. Pure. */
@Schema(name = "RestoreElsewhere")
public record AskedElsewhere(
        @Schema(
                description =
                        "The site that the restore point is of, of the same customer; left out when it is the same site, which has another place by now. It may be removed already.",
                examples = "0198c5a2-7c00-7000-8000-000000000001")
        @Nullable UUID from,

        @Schema(
                description =
                        "Which database of the restore point comes into which of the site. Those of the same name need not be named, nor one that is the only one.")
        @Nullable List<@Nullable OtherName> databases,

        @Schema(
                description =
                        "1 to 20 files below the document root that stay as they are at the place that the restore goes to, such as the one that says where its database is.",
                examples = "[\"wp-config.php\"]")
        @Nullable List<@Nullable String> keepFiles) {

    private static final int MOST_DATABASES = 50;
    private static final int MOST_FILES = 20;
    private static final int LONGEST_NAME = 64;

    /** A database that is called otherwise in the restore point. */
    @Schema(name = "RestoreOtherName")
    public record OtherName(
            @Schema(description = "One of the site's databases.", examples = "wp_site") @Nullable String name,

            @Schema(description = "What it is called in the restore point.", examples = "old_wp") @Nullable String inPoint) {}

    /** What is wrong with it; nothing when {@link #elsewhere} may be called. */
    public List<Violation> wrong() {
        List<Violation> wrong = new ArrayList<>();
        if (databases != null) databases(wrong, databases);
        if (keepFiles != null) {
            if (keepFiles.isEmpty() || keepFiles.size() > MOST_FILES) {
                wrong.add(new Violation(
                        "/elsewhere/keepFiles", "must name 1 to " + MOST_FILES + "; leave it out to keep none"));
            }
            for (int i = 0; i < keepFiles.size(); i++) {
                String file = keepFiles.get(i);
                String where = "/elsewhere/keepFiles/" + i;
                if (file == null || file.equals(Selection.ALL_FILES) || file.endsWith("/")) {
                    wrong.add(new Violation(where, "must be the path of a file below the document root"));
                } else {
                    Asked.wrongPath(file).ifPresent(why -> wrong.add(new Violation(where, why)));
                }
            }
        }
        return List.copyOf(wrong);
    }

    private static void databases(List<Violation> wrong, List<@Nullable OtherName> all) {
        if (all.isEmpty() || all.size() > MOST_DATABASES) {
            wrong.add(new Violation(
                    "/elsewhere/databases",
                    "must name 1 to " + MOST_DATABASES + "; leave it out where they are called the same"));
        }
        Set<String> names = new HashSet<>();
        Set<String> inPoint = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            OtherName one = all.get(i);
            String where = "/elsewhere/databases/" + i;
            if (one == null || !named(one.name()) || !named(one.inPoint())) {
                wrong.add(new Violation(
                        where, "must have `name` and `inPoint`, each of 1 to " + LONGEST_NAME + " signs"));
            } else if (!names.add(one.name()) | !inPoint.add(one.inPoint())) {
                wrong.add(new Violation(where, "names a database twice"));
            }
        }
    }

    private static boolean named(@Nullable String name) {
        return name != null
                && !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.chars().noneMatch(Character::isISOControl);
    }

    /** What is asked for; only when nothing is {@link #wrong}. */
    public Elsewhere elsewhere() {
        Map<String, String> names = new TreeMap<>();
        if (databases != null) {
            for (OtherName one : databases) {
                if (one != null && one.name() != null && one.inPoint() != null) names.put(one.name(), one.inPoint());
            }
        }
        List<String> files = new ArrayList<>();
        if (keepFiles != null) for (String file : keepFiles) if (file != null) files.add(file);
        return new Elsewhere(from, names, files);
    }

    /** The same as it is asked for. */
    public static @Nullable AskedElsewhere of(@Nullable Elsewhere one) {
        return one == null
                ? null
                : new AskedElsewhere(
                        one.from(),
                        one.databases().isEmpty()
                                ? null
                                : new TreeMap<>(one.databases())
                                        .entrySet().stream()
                                                .map(each -> new OtherName(each.getKey(), each.getValue()))
                                                .toList(),
                        one.keepFiles().isEmpty() ? null : List.copyOf(one.keepFiles()));
    }
}

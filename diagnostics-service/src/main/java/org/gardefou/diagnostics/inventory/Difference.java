package org.gardefou.diagnostics.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.gardefou.diagnostics.component.ComponentKind;
import org.gardefou.diagnostics.inventory.Reading.State;
import org.gardefou.diagnostics.sitechange.ChangeType;
import org.gardefou.diagnostics.sitechange.SiteChange;
import org.jspecify.annotations.Nullable;

/**
 * A component that was not there at the look before, is there no longer, or has another version.
 *
 * @param before null where it was not there
 * @param after null where it is gone
 */
record Difference(@Nullable Component before, @Nullable Component after) {

    /** More at a time is another site in the same place, and is told by its first ones. */
    private static final int MOST = 50;

    /** What differs. A look that did not see everything says nothing of what it has not seen. */
    static List<Difference> between(Reading before, Reading after) {
        if (before.cms() != after.cms()) return cmsItself(before, after);
        Map<String, Component> earlier = new HashMap<>();
        before.components().forEach(one -> earlier.put(one.key(), one));
        List<Difference> found = new ArrayList<>();
        for (Component now : after.components()) {
            Component then = earlier.remove(now.key());
            if (then == null ? before.state() == State.READ : !Objects.equals(then.version(), now.version()))
                found.add(new Difference(then, now));
        }
        if (after.state() == State.READ)
            before.components().stream()
                    .filter(then -> earlier.containsKey(then.key()))
                    .forEach(then -> found.add(new Difference(then, null)));
        return found.stream().limit(MOST).toList();
    }

    /** Where the CMS came, went or is another all that is part of it did so with it. */
    private static List<Difference> cmsItself(Reading before, Reading after) {
        if (before.state() == State.PARTLY || after.state() == State.PARTLY) return List.of();
        return List.of(new Difference(cms(before), cms(after)));
    }

    private static @Nullable Component cms(Reading reading) {
        return reading.components().stream()
                .filter(one -> one.kind() == ComponentKind.CMS)
                .findFirst()
                .orElse(null);
    }

    /** The one that it is about. */
    Component component() {
        Component one = after == null ? before : after;
        return Objects.requireNonNull(one);
    }

    ChangeType type() {
        return switch (component().kind()) {
            case CMS -> ChangeType.CMS_UPDATED;
            case THEME -> ChangeType.THEME_CHANGED;
            case DROP_IN -> ChangeType.FILES_CHANGED;
            case PLUGIN, MODULE, MUST_USE -> {
                if (before == null) yield ChangeType.PLUGIN_INSTALLED;
                yield after == null ? ChangeType.PLUGIN_REMOVED : ChangeType.PLUGIN_UPDATED;
            }
        };
    }

    /** As reports of such changes name it. */
    String objectKind() {
        return switch (component().kind()) {
            case CMS -> "CMS";
            case THEME -> "THEME";
            case DROP_IN -> "FILES";
            case PLUGIN, MODULE, MUST_USE -> "PLUGIN";
        };
    }

    /** Whether a change that was reported since the look before is this one. */
    boolean isToldBy(SiteChange change) {
        boolean ofItsKind = change.type().equals(type().shortName())
                || (objectKind().equals("PLUGIN") && change.type().startsWith("site.plugin-"));
        if (!ofItsKind) return false;
        if (component().kind() == ComponentKind.CMS) return true;
        return names(change.object().name()) || names(change.object().path());
    }

    /** Panels name an extension by its folder, its title, or its main file below the folder of all. */
    private boolean names(@Nullable String said) {
        if (said == null) return false;
        String lower = said.toLowerCase(Locale.ROOT);
        String slug = component().slug().toLowerCase(Locale.ROOT);
        String path = component().path().toLowerCase(Locale.ROOT);
        return lower.equals(slug)
                || lower.equals(component().name().toLowerCase(Locale.ROOT))
                || lower.startsWith(slug + "/")
                || lower.equals(path)
                || lower.startsWith(path + "/");
    }
}

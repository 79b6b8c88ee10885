package org.gardefou.diagnostics.inventory;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gardefou.diagnostics.redaction.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * What a look gave.
 *
 * @param notes what could not be looked at: a reason and a path
 */
record Reading(State state, @Nullable Cms cms, List<Component> components, List<String> notes) {

    private static final int MOST = 5_000;
    private static final int LONGEST = 300;

    /** How much of the site was seen. */
    enum State {
        READ,
        /** Some of it could not be read: what is not listed may be there. */
        PARTLY,
        /** The site is none of the systems that are known. */
        NO_CMS,
        COULD_NOT_READ
    }

    static Reading couldNot(String note) {
        return new Reading(State.COULD_NOT_READ, null, List.of(), List.of(note));
    }

    /** Looks at a tree with the first reader that recognises it. */
    static Reading of(Tree tree, List<CmsReader> readers) throws IOException {
        for (CmsReader reader : readers) {
            if (!reader.recognises(tree)) continue;
            // On a disk that tells capital letters apart two components may have what is one slug to a directory.
            Map<String, Component> components = new LinkedHashMap<>();
            for (Component one : reader.read(tree)) {
                Component plain = plain(one);
                if (components.size() < MOST) components.putIfAbsent(plain.key(), plain);
            }
            return new Reading(
                    tree.isComplete() ? State.READ : State.PARTLY,
                    reader.cms(),
                    List.copyOf(components.values()),
                    tree.notes());
        }
        State none = tree.isComplete() ? State.NO_CMS : State.COULD_NOT_READ;
        return new Reading(none, null, List.of(), tree.notes());
    }

    private static Component plain(Component one) {
        return new Component(
                one.kind(),
                Excerpt.plain(one.slug(), LONGEST),
                Excerpt.plain(one.path(), LONGEST),
                one.name(),
                one.version(),
                one.facts());
    }
}

package org.gardefou.restore.preparation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gardefou.restic.Node;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.selection.Selection;
import org.jspecify.annotations.Nullable;

/** What of a document root in a snapshot comes back, as it is seen going by. */
final class Chosen {
    private static final int NAMED = 5;

    final Map<String, Integer> parents = new TreeMap<>();
    long files;
    long directories;
    long others;
    long bytes;

    private final String root;
    private final @Nullable List<String> parts;
    private final Set<String> above = new HashSet<>();
    private final Set<String> missing = new TreeSet<>();

    /** @param parts below the root; null for all of it */
    Chosen(String root, @Nullable List<String> parts) {
        this.root = root;
        this.parts = parts;
        if (parts == null) return;
        missing.addAll(parts);
        for (String part : parts) {
            for (int end = part.lastIndexOf('/'); end > 0; end = part.lastIndexOf('/', end - 1)) {
                above.add(part.substring(0, end));
            }
        }
    }

    /** A node of the root, or the root itself. */
    void see(Node node) {
        if (parts == null) {
            count(node);
            return;
        }
        if (node.path().equals(root)) return;
        String below = node.path().substring(root.length() + 1);
        if (above.contains(below)) parents.put(below, node.permissions());
        if (parts.stream().anyMatch(part -> Selection.within(below, part))) {
            missing.remove(below);
            count(node);
        }
    }

    /** That all that was chosen went by. */
    void demandAll() throws RestoreFailure {
        if (missing.isEmpty()) return;
        String names =
                String.join(", ", missing.stream().limit(NAMED).toList()) + (missing.size() > NAMED ? ", …" : "");
        throw new RestoreFailure(
                FailureCode.PATH_MISSING_IN_POINT,
                new Text(
                                "Ce point de restauration ne contient pas %s ; vérifiez le chemin, ou choisissez un autre point.",
                                "This restore point does not hold %s; check the path, or choose another point.")
                        .with(names));
    }

    private void count(Node node) {
        switch (node.type()) {
            case FILE -> {
                files++;
                bytes += node.size();
            }
            case DIRECTORY -> directories++;
            case SOCKET -> {
                // restic keeps none.
            }
            case SYMLINK, FIFO, DEVICE, OTHER -> others++;
        }
    }
}

package org.gardefou.restore.download;

import java.util.List;
import org.gardefou.kit.problem.Problems;

/** The paths that a request names. Pure. */
final class ChosenPaths {

    private ChosenPaths() {}

    /**
     * The paths without those that are within another one.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when one is not absolute, or goes up
     */
    static List<String> of(List<String> given) {
        for (int i = 0; i < given.size(); i++) demand("/paths/" + i, given.get(i));
        List<String> plain = given.stream()
                .map(path -> path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                .distinct()
                .sorted()
                .toList();
        if (plain.contains("/")) return List.of();
        return plain.stream()
                .filter(path -> plain.stream().noneMatch(other -> path.startsWith(other + "/")))
                .toList();
    }

    /**
     * Demands a path as it is in a snapshot.
     *
     * @param pointer where it is in the request
     */
    static void demand(String pointer, String path) {
        if (!sound(path)) {
            throw Problems.validation(
                    pointer,
                    "must be an absolute path in the restore point, such as /htdocs/wp-content, without . and ..; browse it at /backups/v1/restore-points/{id}/files");
        }
    }

    static boolean sound(String path) {
        if (!path.startsWith("/") || path.indexOf('\0') >= 0 || path.indexOf('\ufffd') >= 0) return false;
        if (path.equals("/")) return true;
        String inside = path.endsWith("/") ? path.substring(1, path.length() - 1) : path.substring(1);
        for (String name : inside.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) return false;
        }
        return true;
    }
}

package org.gardefou.backup.content;

import org.gardefou.kit.problem.Problems;

/** A path as it is in a snapshot: absolute, {@code /} between names. Pure. */
final class FolderPath {

    static final String TOP = "/";

    private FolderPath() {}

    /**
     * The path as the index has it.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when it is not absolute, or goes up
     */
    static String of(String parameter, String text) {
        String path = text.length() > 2 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) throw bad(parameter);
        if (path.equals(TOP)) return path;
        for (String name : path.substring(1).split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) throw bad(parameter);
        }
        return path;
    }

    /** The folder that an entry is in; the top is in itself. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? TOP : path.substring(0, slash);
    }

    /** The last name of a path; of the top it is empty. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String join(String folder, String name) {
        return folder.equals(TOP) ? TOP + name : folder + "/" + name;
    }

    private static RuntimeException bad(String parameter) {
        return Problems.badParameter(
                parameter, "an absolute path in the restore point, such as /htdocs/wp-content, without . and ..");
    }
}

package org.gardefou.diagnostics.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths on a server as they are registered. They are compared as they are written: the server may be another machine. */
public final class ServerPath {

    private ServerPath() {}

    /** Whether it is absolute, and says where it leads: without {@code .} or {@code ..}, doubled slashes or one at its end. */
    public static boolean isPlain(String path) {
        try {
            Path parsed = Path.of(path);
            return parsed.isAbsolute()
                    && parsed.normalize().equals(parsed)
                    && parsed.toString().equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Whether one of two plain paths is the other, or lies in it. */
    public static boolean overlap(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }
}

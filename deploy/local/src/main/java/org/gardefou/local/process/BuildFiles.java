package org.gardefou.local.process;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the build left this module's classes and what was laid beside them. */
public final class BuildFiles {

    private BuildFiles() {}

    /** The directory of classes, or the jar, that this program runs from. */
    public static Path classes() {
        try {
            return Path.of(BuildFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException cause) {
            throw new IllegalStateException("The class path holds a location that is no file.", cause);
        }
    }

    /** A directory of the module's {@code target} directory, such as {@code kafka}. */
    public static Path beside(String name) {
        return classes().resolveSibling(name);
    }

    /** The {@code java} that runs this program. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}

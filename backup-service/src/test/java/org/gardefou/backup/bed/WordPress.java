package org.gardefou.backup.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.gardefou.local.site.Ports;
import org.gardefou.local.site.WordPressSite;
import org.jspecify.annotations.Nullable;

/** One real WordPress for all tests of the module. */
final class WordPress {
    private static @Nullable WordPressSite shared;

    private WordPress() {}

    static synchronized WordPressSite get() {
        if (shared == null) {
            try {
                Path folder = Files.createTempDirectory("gardefou-saved-site");
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
                WordPressSite site = WordPressSite.in(folder, Ports.free());
                Runtime.getRuntime().addShutdownHook(new Thread(site::destroy, "wordpress-shutdown"));
                shared = site.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }
}

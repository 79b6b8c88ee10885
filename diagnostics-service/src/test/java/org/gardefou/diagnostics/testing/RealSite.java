package org.gardefou.diagnostics.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.gardefou.local.site.Ports;
import org.gardefou.local.site.WordPressSite;
import org.jspecify.annotations.Nullable;

/** One real WordPress for all tests of the module; who breaks it heals it. */
public final class RealSite {

    private static @Nullable WordPressSite shared;

    private RealSite() {}

    public static synchronized WordPressSite get() {
        if (shared == null) {
            try {
                Path folder = Files.createTempDirectory("gardefou-examined-site");
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
                WordPressSite site = WordPressSite.in(folder, Ports.free());
                Runtime.getRuntime().addShutdownHook(new Thread(site::destroy, "examined-site-shutdown"));
                shared = site.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }
}

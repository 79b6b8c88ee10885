package org.gardefou.diagnostics.inventory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the lists of files that publishers release come from. */
@ConfigMapping(prefix = "gardefou.checksum")
interface ChecksumConfig {

    /** Lists by name: {@code core-6.4.3-fr_FR.json}, {@code plugin-akismet-5.3.json}, as wordpress.org answers them. What is fetched is kept here. */
    @WithDefault("${gardefou.data.directory:/var/lib/garde-fou/diagnostics}/checksums")
    Path folder();

    /**
     * Where a missing list of WordPress itself is fetched, with {@code {version}} and {@code {locale}}:
     * {@code https://api.wordpress.org/core/checksums/1.0/?version={version}&locale={locale}}. None by default: which versions the hoster's sites have
     * is told to nobody unasked.
     */
    Optional<String> core();

    /** The same of plugins, with {@code {slug}} and {@code {version}}: {@code https://downloads.wordpress.org/plugin-checksums/{slug}/{version}.json}. */
    Optional<String> plugins();

    /** For one list: they have some hundred kilobytes, and a look waits for it. */
    @WithDefault("10s")
    Duration patience();

    /** For comparing one site: three thousand files of WordPress and those of its plugins take seconds here, and a minute over SSH. */
    @WithDefault("3m")
    Duration comparison();
}

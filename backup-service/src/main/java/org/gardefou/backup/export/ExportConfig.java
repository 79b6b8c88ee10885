package org.gardefou.backup.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What exports may take. */
@ConfigMapping(prefix = "gardefou.exports")
interface ExportConfig {

    /** Where they lie until they are fetched; {@code exports} in the service's own folder unless it is said. Each process needs the same. */
    Optional<Path> directory();

    /** Bytes that all exports together may take: some ten large sites, so that one customer's wish does not fill the disk that others' backups lie on. */
    @WithDefault("200000000000")
    long room();

    /** Bytes of the disk that stay free: the service writes its own files there. */
    @WithDefault("2000000000")
    long spare();

    /** How many a customer or panel may ask for of a site in 24 hours: one that went well, and one because of a password that was mistyped. */
    @WithDefault("2")
    int perDay();

    /** How long one can be fetched: a weekend and a day. */
    @WithDefault("P4D")
    Duration kept();

    /** How long a link is good for: a large download over a slow line takes a day. */
    @WithDefault("P1D")
    Duration link();

    /** How long the copying may take: some hundred GB from a slow bucket. */
    @WithDefault("PT24H")
    Duration longest();

    /** How often one is begun before it has failed. */
    @WithDefault("3")
    int tries();

    /** Downloads at once in one process: each keeps a thread busy for as long as its line is slow. */
    @WithDefault("8")
    int downloads();
}

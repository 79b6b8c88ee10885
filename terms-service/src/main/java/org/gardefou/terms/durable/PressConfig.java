package org.gardefou.terms.durable;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The making of PDF files. */
@ConfigMapping(prefix = "gardefou.papers")
interface PressConfig {

    /** How many are made at once: each keeps a processor busy for about a second, and the smallest machines have two. */
    @WithDefault("2")
    int atOnce();

    /** How many of them, beside those, for strangers who compare published versions: one, so that they keep no more than one processor busy. */
    @WithDefault("1")
    int strangersAtOnce();

    /** How long who cannot come back, such as the sending of mail, waits for a place: a queue of some dozens. */
    @WithDefault("30s")
    Duration patience();

    /** How many bytes of files that stand in no table are kept in memory: some hundred of them. */
    @WithDefault("16000000")
    long kept();

    /** For how long: as long as somebody downloads one again, and not longer than a name in it should outlive its erasure. */
    @WithDefault("10m")
    Duration keptFor();
}

package org.gardefou.diagnostics.feed;

import java.io.IOException;
import java.time.Instant;
import org.gardefou.diagnostics.component.ComponentKind;
import org.jspecify.annotations.Nullable;

/** Takes what is read of a feed, piece by piece. */
interface FeedSink {

    void vulnerability(Vulnerability found) throws IOException;

    /** What the feed says of an extension itself. */
    void entry(ComponentKind kind, String slug, boolean closed, @Nullable String latest, @Nullable Instant released)
            throws IOException;

    /** A notice that must be shown with records; equal ones have the same number. */
    int notice(String holder, String notice, @Nullable String license, @Nullable String licenseUrl) throws IOException;
}

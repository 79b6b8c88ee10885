package org.gardefou.access.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request on the way.
 *
 * @param address to which it went
 * @param location where its answer led, as written; null at the end
 * @param took until the headers were there
 */
public record Hop(
        String url, String address, int status, @Nullable String location, Duration took) {}

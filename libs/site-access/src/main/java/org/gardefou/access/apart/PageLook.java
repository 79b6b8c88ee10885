package org.gardefou.access.apart;

import org.jspecify.annotations.Nullable;

/**
 * One page of a booted site as it came.
 *
 * @param status of HTTP; 0: no answer
 * @param length of the whole body in bytes
 * @param location where a redirection leads
 * @param body its beginning
 */
public record PageLook(
        String path, int status, long length, @Nullable String location, String body) {}

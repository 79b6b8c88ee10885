package org.gardefou.diagnostics.signature;

import org.jspecify.annotations.Nullable;

/**
 * A signature found in a text.
 *
 * @param file the path the text names, absolute as written
 * @param line the line it names
 * @param subject what else it names: a function, a table, a user
 */
public record Match(
        Signature signature,
        @Nullable String file,
        @Nullable Integer line,
        @Nullable String subject) {}

package org.gardefou.restore.saga;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the restored site was found.
 *
 * @param health as diagnostics-service says it, or our own look
 * @param diagnosis null when it was our own look
 */
record Checked(String health, @Nullable UUID diagnosis) {}

package org.gardefou.restore.proposal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a proposal rests on, beside the site itself.
 *
 * @param advised the restore point that is advised; null when none is
 * @param changes how many changes of the site are known
 * @param touched when a restore last changed something on the site; null when none did
 * @param place where the site is and what it is made of
 */
record Circumstances(
        @Nullable UUID advised, long changes, @Nullable String touched, String place) {}

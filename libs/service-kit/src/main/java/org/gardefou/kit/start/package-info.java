/** The order of a start: requests first, then the work that nobody waits for. */
@NullMarked
package org.gardefou.kit.start;

import org.jspecify.annotations.NullMarked;

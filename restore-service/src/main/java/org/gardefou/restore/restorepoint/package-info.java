/** Restore points, changes and diagnoses of a site, as told by the bus. */
@NullMarked
package org.gardefou.restore.restorepoint;

import org.jspecify.annotations.NullMarked;

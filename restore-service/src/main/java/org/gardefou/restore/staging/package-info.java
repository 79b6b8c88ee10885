/** Copies of a site as it was at a restore point, beside the live one, each at an address of its own. */
@NullMarked
package org.gardefou.restore.staging;

import org.jspecify.annotations.NullMarked;

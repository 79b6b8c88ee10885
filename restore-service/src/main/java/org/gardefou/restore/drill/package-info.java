/** Drills: a site's last good point is restored into a place apart, as a restore would, booted, looked at and measured. */
@NullMarked
package org.gardefou.restore.drill;

import org.jspecify.annotations.NullMarked;

/** The age of the last good restore point, and what looks wrong with a site's backups. */
@NullMarked
package org.gardefou.backup.watch;

import org.jspecify.annotations.NullMarked;

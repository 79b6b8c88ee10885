/** What a backup left, and how long it is kept. */
@NullMarked
package org.gardefou.backup.restorepoint;

import org.jspecify.annotations.NullMarked;

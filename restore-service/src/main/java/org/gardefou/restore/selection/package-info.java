/** What of a restore point comes back. */
@NullMarked
package org.gardefou.restore.selection;

import org.jspecify.annotations.NullMarked;

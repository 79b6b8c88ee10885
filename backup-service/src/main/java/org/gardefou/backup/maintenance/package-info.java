/** Care for the repositories, in quiet hours and never in the way of a restore: clearing away, and comparing them with what we know. */
@NullMarked
package org.gardefou.backup.maintenance;

import org.jspecify.annotations.NullMarked;

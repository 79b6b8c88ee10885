/** One repository as a restic on another machine reaches it, for one run: it adds, and takes nothing away. */
@NullMarked
package org.gardefou.backup.gate;

import org.jspecify.annotations.NullMarked;

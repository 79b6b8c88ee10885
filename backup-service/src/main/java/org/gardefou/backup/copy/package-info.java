/** The copies of snapshots in a second repository: which are wanted, which are there, how far behind they are. */
@NullMarked
package org.gardefou.backup.copy;

import org.jspecify.annotations.NullMarked;

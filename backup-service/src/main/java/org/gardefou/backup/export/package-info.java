/** A customer's own copy of a restore point, under a password of theirs, to take away. */
@NullMarked
package org.gardefou.backup.export;

import org.jspecify.annotations.NullMarked;

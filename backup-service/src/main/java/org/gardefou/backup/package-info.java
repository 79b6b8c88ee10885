/** Policies, repositories, backups and restore points. */
@NullMarked
package org.gardefou.backup;

import org.jspecify.annotations.NullMarked;

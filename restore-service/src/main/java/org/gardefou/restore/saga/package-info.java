/** One restore: its steps, its journal, its rollback. */
@NullMarked
package org.gardefou.restore.saga;

import org.jspecify.annotations.NullMarked;

/** Which sites are due: a pure rule, and the tick that asks for their backups. */
@NullMarked
package org.gardefou.backup.schedule;

import org.jspecify.annotations.NullMarked;

/** One backup: dump, snapshot, restore point; its progress, its reasons, its failures. */
@NullMarked
package org.gardefou.backup.run;

import org.jspecify.annotations.NullMarked;

/** What a restore would change, before it is asked for. */
@NullMarked
package org.gardefou.restore.dryrun;

import org.jspecify.annotations.NullMarked;

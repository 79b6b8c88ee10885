/** How long a restore will take, by how long earlier ones took. */
@NullMarked
package org.gardefou.restore.pace;

import org.jspecify.annotations.NullMarked;

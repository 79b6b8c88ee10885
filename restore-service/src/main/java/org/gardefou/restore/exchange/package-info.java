/** The switch of the live site with what was prepared, and its mirror. */
@NullMarked
package org.gardefou.restore.exchange;

import org.jspecify.annotations.NullMarked;

/** How many requests a caller may send. */
@NullMarked
package org.gardefou.kit.limit;

import org.jspecify.annotations.NullMarked;

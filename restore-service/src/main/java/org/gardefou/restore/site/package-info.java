/** Where a site is and how it is reached, as told by the bus. */
@NullMarked
package org.gardefou.restore.site;

import org.jspecify.annotations.NullMarked;

/** What support needs to know of a site and its contract, as told by the bus. */
@NullMarked
package org.gardefou.support.contract;

import org.jspecify.annotations.NullMarked;

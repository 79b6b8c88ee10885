/** What the tests of this service share: the bus, the callers, a site in its story. */
@NullMarked
package org.gardefou.support.testing;

import org.jspecify.annotations.NullMarked;

/** What the tests of diagnostics-service share: callers, the bus, and a real site. */
@NullMarked
package org.gardefou.diagnostics.testing;

import org.jspecify.annotations.NullMarked;

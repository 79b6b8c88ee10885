/** How long a case may wait: policies, clocks, what is late, and who is told. */
@NullMarked
package org.gardefou.support.sla;

import org.jspecify.annotations.NullMarked;

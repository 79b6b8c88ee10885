/** What happened to a site, as told by the bus: the ground of decisions, and the timeline of a case. */
@NullMarked
package org.gardefou.support.history;

import org.jspecify.annotations.NullMarked;

/** W3C trace context, from the request through the event to the log line. */
@NullMarked
package org.gardefou.kit.trace;

import org.jspecify.annotations.NullMarked;

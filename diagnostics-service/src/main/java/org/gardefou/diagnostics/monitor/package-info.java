/** Scheduled looks at every site from outside: when it was watched, and when it was seen down. */
@NullMarked
package org.gardefou.diagnostics.monitor;

import org.jspecify.annotations.NullMarked;

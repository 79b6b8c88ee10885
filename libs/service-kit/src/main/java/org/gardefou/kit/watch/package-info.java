/** Whether what runs behind the requests still runs, and how much waits for it. */
@NullMarked
package org.gardefou.kit.watch;

import org.jspecify.annotations.NullMarked;

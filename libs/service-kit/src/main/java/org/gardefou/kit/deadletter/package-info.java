/** Events that could not be handled: kept, listed, read and replayed. */
@NullMarked
package org.gardefou.kit.deadletter;

import org.jspecify.annotations.NullMarked;

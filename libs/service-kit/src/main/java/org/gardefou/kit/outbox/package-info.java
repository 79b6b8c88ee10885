/** Events as rows of the transaction that made the fact, and the relay that publishes them in order. */
@NullMarked
package org.gardefou.kit.outbox;

import org.jspecify.annotations.NullMarked;

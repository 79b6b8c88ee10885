/** The bus end to end: outbox, relay, broker, reader, inbox, dead letters, all of them real. */
@NullMarked
package org.gardefou.kit.bus;

import org.jspecify.annotations.NullMarked;

/** restore-service: restore advice and restores. */
@NullMarked
package org.gardefou.restore;

import org.jspecify.annotations.NullMarked;

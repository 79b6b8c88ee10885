/** A panel, and the sites it may speak for. */
@NullMarked
package org.gardefou.diagnostics.connection;

import org.jspecify.annotations.NullMarked;

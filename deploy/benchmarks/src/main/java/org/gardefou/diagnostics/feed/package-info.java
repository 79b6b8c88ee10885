/** The import of diagnostics-service, reached from within its package. */
@NullMarked
package org.gardefou.diagnostics.feed;

import org.jspecify.annotations.NullMarked;

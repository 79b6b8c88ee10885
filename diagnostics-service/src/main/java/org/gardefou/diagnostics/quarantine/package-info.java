/** Reports that could not be placed: kept without secrets, placed when their site is there, forgotten in time. */
@NullMarked
package org.gardefou.diagnostics.quarantine;

import org.jspecify.annotations.NullMarked;

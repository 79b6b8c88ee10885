/** Findings and changes put together: cause, party, confidence. Pure. */
@NullMarked
package org.gardefou.diagnostics.attribution;

import org.jspecify.annotations.NullMarked;

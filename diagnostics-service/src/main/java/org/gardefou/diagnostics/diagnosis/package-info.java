/** One examination of a site: checks, attribution, verdict. */
@NullMarked
package org.gardefou.diagnostics.diagnosis;

import org.jspecify.annotations.NullMarked;

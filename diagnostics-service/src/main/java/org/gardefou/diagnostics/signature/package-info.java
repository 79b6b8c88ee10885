/** The catalogue of failure signatures, and their matching in logs and pages. */
@NullMarked
package org.gardefou.diagnostics.signature;

import org.jspecify.annotations.NullMarked;

/** Servers, sites, site changes, checks and diagnoses. */
@NullMarked
package org.gardefou.diagnostics;

import org.jspecify.annotations.NullMarked;

/** What operators look at: dead letters and the audit trail. */
@NullMarked
package org.gardefou.diagnostics.operator;

import org.jspecify.annotations.NullMarked;

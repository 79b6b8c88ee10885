/** What operators look at: dead letters and the audit trail. */
@NullMarked
package org.gardefou.terms.operator;

import org.jspecify.annotations.NullMarked;

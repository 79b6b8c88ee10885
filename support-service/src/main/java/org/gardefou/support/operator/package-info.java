/** What operators look at: dead letters and the audit trail. */
@NullMarked
package org.gardefou.support.operator;

import org.jspecify.annotations.NullMarked;

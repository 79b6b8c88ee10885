/** Restores that support has prepared in a case, for the customer to confirm. */
@NullMarked
package org.gardefou.restore.proposal;

import org.jspecify.annotations.NullMarked;

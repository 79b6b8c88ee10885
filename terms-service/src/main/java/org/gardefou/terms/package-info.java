/** Plans, terms, acceptances, contracts, risk notices, liability and the evidence ledger. */
@NullMarked
package org.gardefou.terms;

import org.jspecify.annotations.NullMarked;

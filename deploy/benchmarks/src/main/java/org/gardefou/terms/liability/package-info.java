/** The product's decision tables beside the same rules written by hand. In the package of the tables, which are nobody else's to see. */
@NullMarked
package org.gardefou.terms.liability;

import org.jspecify.annotations.NullMarked;

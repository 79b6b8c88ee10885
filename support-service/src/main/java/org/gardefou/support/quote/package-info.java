/** The price of a paid intervention, accepted before any work starts. */
@NullMarked
package org.gardefou.support.quote;

import org.jspecify.annotations.NullMarked;

/** When people are there: opening hours and holidays, and time counted in them. */
@NullMarked
package org.gardefou.support.hours;

import org.jspecify.annotations.NullMarked;

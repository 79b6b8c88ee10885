/** Seats at destinations: how much goes on at each at a time in the background, and who waits in line for it. */
@NullMarked
package org.gardefou.backup.seat;

import org.jspecify.annotations.NullMarked;

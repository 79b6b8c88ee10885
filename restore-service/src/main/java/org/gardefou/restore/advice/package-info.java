/** Which restore point to take, and why. */
@NullMarked
package org.gardefou.restore.advice;

import org.jspecify.annotations.NullMarked;

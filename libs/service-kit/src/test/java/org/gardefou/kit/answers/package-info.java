/** Reading what a service answered, in tests. */
@NullMarked
package org.gardefou.kit.answers;

import org.jspecify.annotations.NullMarked;

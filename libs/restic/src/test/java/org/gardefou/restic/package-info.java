/** Tests of the client against the real restic, on real directories. */
@NullMarked
package org.gardefou.restic;

import org.jspecify.annotations.NullMarked;

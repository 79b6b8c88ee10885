/** A client of the {@code restic} command line: runs it, follows it, stops it, and says what went wrong and what to do. */
@NullMarked
package org.gardefou.restic;

import org.jspecify.annotations.NullMarked;

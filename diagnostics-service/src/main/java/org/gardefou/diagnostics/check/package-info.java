/** One thing looked at: from the outside, in the logs, in the database, in the files. */
@NullMarked
package org.gardefou.diagnostics.check;

import org.jspecify.annotations.NullMarked;

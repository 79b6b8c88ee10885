/** What others publish about extensions: which versions have a hole, what its directory closed. Imported whole, or not at all. */
@NullMarked
package org.gardefou.diagnostics.feed;

import org.jspecify.annotations.NullMarked;

/** What the feeds say of what the inventories found. */
@NullMarked
package org.gardefou.diagnostics.exposure;

import org.jspecify.annotations.NullMarked;

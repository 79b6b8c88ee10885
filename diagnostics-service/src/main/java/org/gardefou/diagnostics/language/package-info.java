/** What people read, in the languages that customers speak. */
@NullMarked
package org.gardefou.diagnostics.language;

import org.jspecify.annotations.NullMarked;

/** What people read, in the languages that customers speak. */
@NullMarked
package org.gardefou.backup.language;

import org.jspecify.annotations.NullMarked;

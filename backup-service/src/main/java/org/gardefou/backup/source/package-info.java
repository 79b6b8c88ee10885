/** What is backed up: where a site's files and databases are, as told by the bus. */
@NullMarked
package org.gardefou.backup.source;

import org.jspecify.annotations.NullMarked;

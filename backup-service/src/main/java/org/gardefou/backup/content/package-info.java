/** The files of restore points in the database: browsed, searched and compared without the engine. */
@NullMarked
package org.gardefou.backup.content;

import org.jspecify.annotations.NullMarked;

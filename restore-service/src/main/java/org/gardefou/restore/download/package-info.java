/** Files, folders or a database of a restore point, packed and fetched by a link. */
@NullMarked
package org.gardefou.restore.download;

import org.jspecify.annotations.NullMarked;

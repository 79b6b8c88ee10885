/** A site's MariaDB or MySQL databases, reached through the client programs of its host. */
@org.jspecify.annotations.NullMarked
package org.gardefou.access.database;

/** A site's PostgreSQL databases, reached through the client programs of its host. */
@org.jspecify.annotations.NullMarked
package org.gardefou.access.postgres;

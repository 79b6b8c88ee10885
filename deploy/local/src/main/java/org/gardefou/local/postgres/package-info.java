/** The embedded PostgreSQL: real binaries, one database and owner role for each service. */
@org.jspecify.annotations.NullMarked
package org.gardefou.local.postgres;

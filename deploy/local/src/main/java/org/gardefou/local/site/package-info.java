/** A real WordPress on its own MariaDB, PHP-FPM, nginx and Apache, that can be used, broken and healed. */
@org.jspecify.annotations.NullMarked
package org.gardefou.local.site;

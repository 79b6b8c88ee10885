/** Another machine, reached over SSH: the same commands as here, on the machine where the site lives. */
@org.jspecify.annotations.NullMarked
package org.gardefou.access.ssh;

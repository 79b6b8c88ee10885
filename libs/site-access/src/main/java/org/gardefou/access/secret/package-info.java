/** Named secrets, read from a directory that only we can read. */
@org.jspecify.annotations.NullMarked
package org.gardefou.access.secret;

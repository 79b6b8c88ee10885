/** A site's logs, read from their end, joined into records, timed and stripped of secrets. */
@org.jspecify.annotations.NullMarked
package org.gardefou.access.log;

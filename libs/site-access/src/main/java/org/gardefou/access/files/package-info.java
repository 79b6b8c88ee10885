/** A site's files, seen only through a root that no link, name or special file leads out of. */
@org.jspecify.annotations.NullMarked
package org.gardefou.access.files;

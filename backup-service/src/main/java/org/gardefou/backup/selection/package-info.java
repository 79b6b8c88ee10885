/** Which files of a site are backed up: more folders than the document root, and what is left out. */
@NullMarked
package org.gardefou.backup.selection;

import org.jspecify.annotations.NullMarked;

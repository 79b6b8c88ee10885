/** What is restored beside the live site: files and shadow schemas. */
@NullMarked
package org.gardefou.restore.preparation;

import org.jspecify.annotations.NullMarked;

/** How-tos for everything that diagnostics can name, in French and English. */
@NullMarked
package org.gardefou.support.guide;

import org.jspecify.annotations.NullMarked;

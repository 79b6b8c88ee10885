/** What of the live database is kept although an older one comes back: whole tables, and rows that are newer. */
@NullMarked
package org.gardefou.restore.newer;

import org.jspecify.annotations.NullMarked;

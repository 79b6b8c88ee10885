/** What stands in the logs of sites: read where they lie or handed in, grouped by what went wrong, kept without secrets. */
@NullMarked
package org.gardefou.diagnostics.sitelog;

import org.jspecify.annotations.NullMarked;

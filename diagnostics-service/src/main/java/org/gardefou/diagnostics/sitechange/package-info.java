/** What somebody did to a site, taken in as CloudEvents. */
@NullMarked
package org.gardefou.diagnostics.sitechange;

import org.jspecify.annotations.NullMarked;

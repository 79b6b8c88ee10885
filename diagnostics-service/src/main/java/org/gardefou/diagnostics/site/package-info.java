/** One hosted site: whose it is, its domains, folders, databases and logs. */
@NullMarked
package org.gardefou.diagnostics.site;

import org.jspecify.annotations.NullMarked;

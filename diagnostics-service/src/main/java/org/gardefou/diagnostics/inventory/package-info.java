/** What a site is made of: its CMS, plugins, themes and modules, read from its files without running any of them. */
@NullMarked
package org.gardefou.diagnostics.inventory;

import org.jspecify.annotations.NullMarked;

/** What a new version changes for who agreed to the last one, and what the law asks for it: tables that are data, and pure rules. */
@NullMarked
package org.gardefou.terms.change;

import org.jspecify.annotations.NullMarked;

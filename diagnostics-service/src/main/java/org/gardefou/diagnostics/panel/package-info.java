/** What panels send in a form of their own, read as changes of sites. Pure: a documented payload in, changes out, secrets left behind. */
@NullMarked
package org.gardefou.diagnostics.panel;

import org.jspecify.annotations.NullMarked;

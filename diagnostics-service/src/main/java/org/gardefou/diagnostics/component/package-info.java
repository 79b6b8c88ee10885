/** What sites are made of: the kinds of components, and the order of their versions (pure). */
@NullMarked
package org.gardefou.diagnostics.component;

import org.jspecify.annotations.NullMarked;

/** Which rules of law a version would break: rules that are data, and a pure check. */
@NullMarked
package org.gardefou.terms.linter;

import org.jspecify.annotations.NullMarked;

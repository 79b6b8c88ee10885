/** Which site a report is about, of those that its connection may speak for. */
@NullMarked
package org.gardefou.diagnostics.placing;

import org.jspecify.annotations.NullMarked;

/** The reading of logs, measured as it is, without the service around it. */
@NullMarked
package org.gardefou.diagnostics.sitelog;

import org.jspecify.annotations.NullMarked;

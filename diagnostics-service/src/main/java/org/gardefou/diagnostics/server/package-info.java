/** Where sites live, and how their databases are reached. */
@NullMarked
package org.gardefou.diagnostics.server;

import org.jspecify.annotations.NullMarked;

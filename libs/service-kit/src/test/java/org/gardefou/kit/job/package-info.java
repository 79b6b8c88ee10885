/** Durable work: its lanes, and that no run goes on twice. */
@NullMarked
package org.gardefou.kit.job;

import org.jspecify.annotations.NullMarked;

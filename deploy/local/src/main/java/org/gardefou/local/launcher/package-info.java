/** Runs the whole suite on one machine: started in parallel, watched, restarted, stopped in reverse order. */
@org.jspecify.annotations.NullMarked
package org.gardefou.local.launcher;

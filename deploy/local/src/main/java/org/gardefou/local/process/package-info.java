/** Child processes: started in a session of their own, found again by pid file, stopped in order. */
@org.jspecify.annotations.NullMarked
package org.gardefou.local.process;

/** The parts of the schedule that are measured as they are, without the service around them. */
@NullMarked
package org.gardefou.backup.schedule;

import org.jspecify.annotations.NullMarked;

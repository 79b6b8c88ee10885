/** The few system calls that the JDK does not offer, called through the foreign function interface. */
@org.jspecify.annotations.NullMarked
package org.gardefou.access.posix;

/** A site booted apart: restored files and databases served with nothing of the network around them, and looked at. */
@org.jspecify.annotations.NullMarked
package org.gardefou.access.apart;

/** The one clock that everything reads. */
@org.jspecify.annotations.NullMarked
package org.gardefou.kit.time;

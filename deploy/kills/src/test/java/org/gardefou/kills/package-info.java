/** The service killed at any point, and what stands firm afterwards. */
@org.jspecify.annotations.NullMarked
package org.gardefou.kills;

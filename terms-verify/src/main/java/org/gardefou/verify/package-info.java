/** Checks evidence bundles offline. Nothing here is shared with the service that writes them: a fault of one is seen by the other. */
@org.jspecify.annotations.NullMarked
package org.gardefou.verify;

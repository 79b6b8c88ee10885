/** The whole suite on a real site, seen through the edge only. */
@org.jspecify.annotations.NullMarked
package org.gardefou.acceptance;

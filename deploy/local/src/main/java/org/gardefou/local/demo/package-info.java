/** The story of the product on a real WordPress site, played over HTTP through the edge. */
@org.jspecify.annotations.NullMarked
package org.gardefou.local.demo;

/** One origin for the five services, and one explorer for all their definitions. In production an ingress does this. */
@org.jspecify.annotations.NullMarked
package org.gardefou.local.edge;

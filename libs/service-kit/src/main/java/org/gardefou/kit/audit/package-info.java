/** Who did what, when, from where: written in the transaction of the deed itself. */
@org.jspecify.annotations.NullMarked
package org.gardefou.kit.audit;

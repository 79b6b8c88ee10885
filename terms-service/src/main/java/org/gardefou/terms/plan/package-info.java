/** Hosting offers with the promises that the systems check. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.plan;

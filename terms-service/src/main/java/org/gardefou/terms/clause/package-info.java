/** One topic of the terms, in every language, its placeholders filled from the promises of a plan. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.clause;

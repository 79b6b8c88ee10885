/** Which party, under which clause, with what evidence. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.liability;

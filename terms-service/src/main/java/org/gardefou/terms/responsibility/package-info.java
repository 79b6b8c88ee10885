/** Who is accountable for what, by management level. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.responsibility;

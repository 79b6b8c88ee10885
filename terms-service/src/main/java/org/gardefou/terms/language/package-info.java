/** What is said in French and in English, and how lengths of time and amounts are put into words. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.language;

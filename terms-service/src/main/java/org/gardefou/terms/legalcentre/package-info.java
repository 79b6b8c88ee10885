/** The legal centre: everything that was ever published, to anybody, as pages and as JSON. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.legalcentre;

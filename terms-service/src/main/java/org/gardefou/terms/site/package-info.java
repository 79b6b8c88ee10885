/** What terms needs to know of a site, and the age of its last good restore point. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.site;

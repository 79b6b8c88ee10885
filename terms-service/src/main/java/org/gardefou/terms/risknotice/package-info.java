/** The warning that a site change raises, its delivery and its acknowledgement. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.risknotice;

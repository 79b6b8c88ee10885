/** The hosted pages on which customers accept terms and read warnings: each behind a link that is a capability for that one thing. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.page;

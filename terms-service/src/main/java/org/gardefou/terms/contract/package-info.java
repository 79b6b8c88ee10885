/** Customer, site and plan under an accepted version. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.contract;

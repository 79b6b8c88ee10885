/** Plumbing that every service of the suite shares, without a noun of any domain. */
@org.jspecify.annotations.NullMarked
package org.gardefou.kit;

/** Cases, coverage decisions, quotes and guides. */
@NullMarked
package org.gardefou.support;

import org.jspecify.annotations.NullMarked;

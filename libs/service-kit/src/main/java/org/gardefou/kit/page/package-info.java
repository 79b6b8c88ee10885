/** Plain pages that people read: one frame, one look, nothing run and nothing fetched. */
@NullMarked
package org.gardefou.kit.page;

import org.jspecify.annotations.NullMarked;

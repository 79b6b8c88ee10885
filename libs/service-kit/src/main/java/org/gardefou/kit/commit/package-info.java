/** Many concurrent commands in one statement and one commit, each with its own outcome. */
@NullMarked
package org.gardefou.kit.commit;

import org.jspecify.annotations.NullMarked;

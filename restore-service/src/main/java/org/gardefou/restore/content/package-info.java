/** A look into a restore point where its key is needed: a small text of it, and how the live site differs from it. */
@NullMarked
package org.gardefou.restore.content;

import org.jspecify.annotations.NullMarked;

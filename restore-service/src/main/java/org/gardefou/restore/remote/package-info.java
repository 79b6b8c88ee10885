/** What a restore does otherwise on another machine than here. */
@NullMarked
package org.gardefou.restore.remote;

import org.jspecify.annotations.NullMarked;

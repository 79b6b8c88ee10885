@NullMarked
package org.gardefou.backup.content;

import org.jspecify.annotations.NullMarked;

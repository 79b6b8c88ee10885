/** The ladder of evidence: which restore points are good, and by what. */
@NullMarked
package org.gardefou.backup.verification;

import org.jspecify.annotations.NullMarked;

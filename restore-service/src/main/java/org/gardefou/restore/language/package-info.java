/** Sentences that a customer reads, in French and in English. */
@NullMarked
package org.gardefou.restore.language;

import org.jspecify.annotations.NullMarked;

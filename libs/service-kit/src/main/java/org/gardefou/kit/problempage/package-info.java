/** The pages behind the types of problem documents: what each means and what to do, in French and English. */
@NullMarked
package org.gardefou.kit.problempage;

import org.jspecify.annotations.NullMarked;

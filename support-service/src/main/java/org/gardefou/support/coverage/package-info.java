/** What help a situation gives: pure rules over frozen facts, decided once and never changed. */
@NullMarked
package org.gardefou.support.coverage;

import org.jspecify.annotations.NullMarked;

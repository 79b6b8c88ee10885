/** What a change of a zone would break, said before it is saved: pure rules over the zone as it is and as it is to be. */
@NullMarked
package org.gardefou.diagnostics.dnspreflight;

import org.jspecify.annotations.NullMarked;

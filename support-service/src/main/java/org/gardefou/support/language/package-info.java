/** What a customer reads, in the languages that customers speak. */
@NullMarked
package org.gardefou.support.language;

import org.jspecify.annotations.NullMarked;

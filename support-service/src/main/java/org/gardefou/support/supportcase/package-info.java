/** A support request: its options, its timeline, and whose turn it is. */
@NullMarked
package org.gardefou.support.supportcase;

import org.jspecify.annotations.NullMarked;

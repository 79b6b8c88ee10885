/** Sending customers what they are to keep, by mail, and keeping the proof that it was sent. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.delivery;

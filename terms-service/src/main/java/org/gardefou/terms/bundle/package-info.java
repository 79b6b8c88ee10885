/** The evidence about one thing as a file that a third party checks without us: entries, proofs, signatures, time stamps, texts. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.bundle;

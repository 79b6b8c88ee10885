/** Who may act for a customer, and how far: what lets a reseller accept the terms for its customers. */
@NullMarked
package org.gardefou.terms.mandate;

import org.jspecify.annotations.NullMarked;

/** The proven agreement of a customer to a version of the terms. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.acceptance;

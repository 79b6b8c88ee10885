/**
 * What a customer can keep of an agreement: the accepted page and a receipt, as PDF files that stay readable without us (a durable medium in the
 * sense of directive 2011/83/EU, article 2(10), and of the Code de la consommation, L221-13).
 */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.durable;

/** What every page that people read has in common: its look, its headers, its language, and how a failure is told. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.stationery;

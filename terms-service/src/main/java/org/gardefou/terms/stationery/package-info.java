/** What every page that people read has in common: its frame, its look, its headers, its language, how a failure is told, and where what costs processor time is made. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.stationery;

/** Whether every promise to every site is kept: judged from what the bus tells, told on it, and stated for each month. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.conformance;

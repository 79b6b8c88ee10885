/** What goes wrong, told as RFC 9457 problem documents that say what to do next. */
@org.jspecify.annotations.NullMarked
package org.gardefou.kit.problem;

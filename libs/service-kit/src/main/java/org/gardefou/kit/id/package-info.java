/** Identifiers that sort by the time they were made. */
@org.jspecify.annotations.NullMarked
package org.gardefou.kit.id;

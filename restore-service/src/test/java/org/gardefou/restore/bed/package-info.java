/** A real site, a real repository and a real bus for the tests of restores. */
@org.jspecify.annotations.NullMarked
package org.gardefou.restore.bed;

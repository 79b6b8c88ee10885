/** A small application over all that the kit gives, to test it as a service uses it. */
@org.jspecify.annotations.NullMarked
package org.gardefou.kit.notes;

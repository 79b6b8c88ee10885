/** Reading the bus: who listens to which event, and effects that happen exactly once. */
@NullMarked
package org.gardefou.kit.inbox;

import org.jspecify.annotations.NullMarked;

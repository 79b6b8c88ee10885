/** When a site is backed up and for how long, from the promises of its contract. */
@NullMarked
package org.gardefou.backup.policy;

import org.jspecify.annotations.NullMarked;

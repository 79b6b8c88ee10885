/** The hoster's places for repositories: how they are reached, with which secrets, and with how much of the line. */
@NullMarked
package org.gardefou.backup.destination;

import org.jspecify.annotations.NullMarked;

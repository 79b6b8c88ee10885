/** Why a restore does not go on, in a form that a program and a customer can use. */
@NullMarked
package org.gardefou.restore.failure;

import org.jspecify.annotations.NullMarked;

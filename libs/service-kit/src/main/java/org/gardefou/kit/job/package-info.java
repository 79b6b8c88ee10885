/** Durable work kept in the database: at a time or again and again, resumed after a crash. */
@NullMarked
package org.gardefou.kit.job;

import org.jspecify.annotations.NullMarked;

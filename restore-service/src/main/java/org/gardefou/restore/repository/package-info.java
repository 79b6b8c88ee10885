/** Access to a repository, asked of backup-service. */
@NullMarked
package org.gardefou.restore.repository;

import org.jspecify.annotations.NullMarked;

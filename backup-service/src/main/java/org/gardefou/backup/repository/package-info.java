/** Where backups lie: one restic repository for each site, its key wrapped. */
@NullMarked
package org.gardefou.backup.repository;

import org.jspecify.annotations.NullMarked;

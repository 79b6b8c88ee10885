/** What backups take: raw, stored and deduplicated, day by day; quotas, and what it costs. */
@NullMarked
package org.gardefou.backup.usage;

import org.jspecify.annotations.NullMarked;

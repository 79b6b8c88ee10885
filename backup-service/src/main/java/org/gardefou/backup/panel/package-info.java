/** What only the panel knows of a site: its DNS zones, cron entries and mail settings, kept beside its files. */
@NullMarked
package org.gardefou.backup.panel;

import org.jspecify.annotations.NullMarked;

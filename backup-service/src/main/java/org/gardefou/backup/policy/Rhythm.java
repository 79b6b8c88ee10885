package org.gardefou.backup.policy;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How often a site is backed up, and at which hours.
 *
 * @param window where backups are made daily or less often
 */
public record Rhythm(Duration every, Window window, ZoneId zone) {}

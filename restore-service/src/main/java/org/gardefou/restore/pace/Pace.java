package org.gardefou.restore.pace;

import java.time.Duration;

/**
 * How long an earlier restore of all of a site took.
 *
 * @param ofTheSite and not of another one on its server
 * @param bytes that came back
 * @param preparing from the first byte that was copied to the last row that was loaded
 * @param around all else from the start to the switch: the safety backup, the looks before, the switch itself
 */
public record Pace(boolean ofTheSite, long bytes, Duration preparing, Duration around) {}

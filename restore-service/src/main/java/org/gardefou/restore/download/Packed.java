package org.gardefou.restore.download;

import java.util.List;

/**
 * A file that is packed.
 *
 * @param bytes of the file
 * @param leftOut the first of what could not be packed without harm
 */
record Packed(long bytes, long entries, List<String> leftOut, long leftOutCount) {}

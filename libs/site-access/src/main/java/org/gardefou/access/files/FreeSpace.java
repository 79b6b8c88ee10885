package org.gardefou.access.files;

/** Room on the file system of a directory, in bytes; {@code usable} is what is left to ordinary users. */
public record FreeSpace(long usable, long total) {}

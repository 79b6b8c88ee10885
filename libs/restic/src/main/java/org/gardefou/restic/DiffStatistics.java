package org.gardefou.restic;

/** How much differs between two snapshots, in bytes stored and in files. */
public record DiffStatistics(
        long filesAdded, long filesRemoved, long filesChanged, long bytesAdded, long bytesRemoved) {}

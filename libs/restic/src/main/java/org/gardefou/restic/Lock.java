package org.gardefou.restic;

import java.time.Instant;

/** A lock in a repository. restic renews it every five minutes; {@code since} is the last renewal. */
public record Lock(String id, long pid, String host, String user, boolean exclusive, Instant since) {}

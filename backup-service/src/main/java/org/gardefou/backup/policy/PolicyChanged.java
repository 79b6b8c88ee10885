package org.gardefou.backup.policy;

/** Said within the service, in the transaction of the change: when and how often a site is backed up may be another now. */
public record PolicyChanged(Policy policy) {}

package org.gardefou.support.supportcase;

import java.util.UUID;

/**
 * A restore that our people have prepared in a case, and that waits for the customer's word.
 *
 * @param id in restore-service
 * @param restorePoint to which the site would go back
 */
record Proposal(UUID id, UUID restorePoint) {}

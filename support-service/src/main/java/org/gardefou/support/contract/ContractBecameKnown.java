package org.gardefou.support.contract;

import java.util.UUID;

/** More is known of a site or its contract than before: what was decided without it may be decided again. */
public record ContractBecameKnown(UUID site) {}

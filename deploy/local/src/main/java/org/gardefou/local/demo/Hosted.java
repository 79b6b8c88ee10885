package org.gardefou.local.demo;

import java.util.UUID;

/**
 * Who and what the story is about, by the ids under which the suite knows them.
 *
 * @param connection the panel's
 * @param version of the terms, that the customer accepted
 */
public record Hosted(
        UUID server,
        UUID site,
        UUID customer,
        UUID connection,
        UUID plan,
        UUID version,
        UUID acceptance,
        UUID contract) {}

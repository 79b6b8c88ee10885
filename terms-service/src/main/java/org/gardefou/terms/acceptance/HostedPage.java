package org.gardefou.terms.acceptance;

import java.util.UUID;
import org.gardefou.kit.permission.Role;
import org.jspecify.annotations.Nullable;

/**
 * The page of ours on which somebody clicked.
 *
 * @param link that led there, and was made for this one acceptance
 * @param voucher the role of who had it made and vouches for who the customer is
 * @param subject of that one's token; personal
 * @param sentTo the address that they say they sent the link to; personal; null: to none that they told
 */
record HostedPage(
        UUID link, Role voucher, String subject, @Nullable String sentTo) {}

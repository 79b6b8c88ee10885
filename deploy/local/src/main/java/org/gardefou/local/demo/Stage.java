package org.gardefou.local.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.local.site.WordPressSite;
import org.gardefou.local.token.Role;
import org.gardefou.local.token.TokenMint;

/**
 * Where the story is played: the edge of a running suite, and a site.
 *
 * @param edge the suite's one origin
 * @param mint issues the tokens of the people in the story
 * @param secrets the directory with a directory of secrets for each service
 * @param site the WordPress site
 * @param chronicle tells what happens
 */
public record Stage(URI edge, TokenMint mint, Path secrets, WordPressSite site, Chronicle chronicle) {

    /** Longer than any story takes. */
    private static final Duration VALIDITY = Duration.ofHours(2);

    /** The hoster's staff. */
    public Api operator() {
        return Api.at(edge).as(mint.mint(Role.OPERATOR, "demo-operator", Map.of(), VALIDITY));
    }

    /** The hoster's billing and provisioning. */
    public Api system() {
        return Api.at(edge).as(mint.mint(Role.SYSTEM, "demo-billing", Map.of(), VALIDITY));
    }

    /** A customer. */
    public Api customer(UUID customer) {
        return Api.at(edge).as(mint.mint(Role.CUSTOMER, "camille", Map.of("customer", customer), VALIDITY));
    }

    /** A control panel. */
    public Api panel(UUID connection) {
        return Api.at(edge).as(mint.mint(Role.PANEL, "demo-panel", Map.of("connection", connection), VALIDITY));
    }

    /** A caller with exactly this role and these scopes. */
    public Api caller(Role role, List<String> scopes) {
        return Api.at(edge).as(mint.mint(role.claim(), scopes, "demo-" + role.claim(), Map.of(), VALIDITY));
    }
}

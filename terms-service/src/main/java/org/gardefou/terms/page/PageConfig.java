package org.gardefou.terms.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The hosted pages. */
@ConfigMapping(prefix = "gardefou.pages")
interface PageConfig {

    /** Where customers reach the edge, {@code https://conditions.hebergeur.example}; left out, links are given without it. */
    Optional<String> base();

    /** How long a link lives unless its maker says otherwise: as long as an order is left lying open. */
    @WithDefault("1h")
    Duration lasting();

    /** The longest that a maker may ask for: a link in a mail that is read after the weekend. */
    @WithDefault("7d")
    Duration longest();

    /** The origins to which a page may lead back, {@code https://espace.hebergeur.example}; none: pages lead nowhere. */
    Optional<List<String>> returnTo();

    /** The origins of panels in whose frames the pages may stand; none: in nobody's, so that no click is stolen by a page around them. */
    Optional<List<String>> panels();
}

package org.gardefou.terms.clause;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who the hoster is, as the terms must say (Code de la consommation, L221-5, L616-1). */
@ConfigMapping(prefix = "gardefou.hoster")
public interface Hoster {

    /** The company with its legal form, as registered. */
    Optional<String> name();

    /** Where customers reach it: address, mail, telephone. */
    Optional<String> contact();

    /** The consumer mediator that it belongs to: name, address, website. */
    Optional<String> mediator();
}

package org.gardefou.support.supportcase;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much is taken in with a case. */
@ConfigMapping(prefix = "gardefou.cases")
interface CaseConfig {

    /**
     * How many messages a case holds before customers and panels are asked to open another; 0: any number. As many as its timeline tells,
     * and with their 10,000 characters each not more than five million. Our own people are not counted: the last word is to be theirs.
     */
    @WithDefault("500")
    int messages();
}

package org.gardefou.backup.run;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.gardefou.backup.source.Site;

/** What else must allow a backup that a customer or a panel asks for. Every bean of this type is asked, inside the transaction of the order. */
public interface OnDemandGate {

    /** @throws HttpProblem when there shall be none; its detail says what to do */
    void demand(Site site);
}

package org.gardefou.terms.document;

import java.util.UUID;

/** Whether somebody is bound by the terms of a document: only they have to be told of a change in time. Known to the contracts. */
public interface Bound {

    boolean anybody(UUID document);
}

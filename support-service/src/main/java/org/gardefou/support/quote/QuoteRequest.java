package org.gardefou.support.quote;

import java.util.UUID;
import org.gardefou.support.language.Price;
import org.jspecify.annotations.Nullable;

/** For what, for whom and at what price a quote is wanted. */
public record QuoteRequest(UUID caseId, UUID site, @Nullable UUID customer, Price price) {}

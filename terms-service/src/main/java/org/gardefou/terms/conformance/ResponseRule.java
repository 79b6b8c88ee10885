package org.gardefou.terms.conformance;

import java.time.Instant;

/**
 * Requests for help are answered in time (C07). Cases are told of when they are opened, and their first responses are not: until they are,
 * this says so instead of calling the promise kept.
 */
final class ResponseRule implements Rule {

    @Override
    public Promise promise() {
        return Promise.FIRST_RESPONSE;
    }

    @Override
    public Judgement now(History history, Instant now) {
        return Judgement.unmeasured(promise(), Reason.RESPONSES_NOT_TOLD, null);
    }

    @Override
    public Judgement in(History history, Span month) {
        return Judgement.unmeasured(promise(), Reason.RESPONSES_NOT_TOLD, null);
    }
}

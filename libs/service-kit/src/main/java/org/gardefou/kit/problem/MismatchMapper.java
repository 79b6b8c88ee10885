package org.gardefou.kit.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/**
 * For JSON of our own that does not fit our own classes: a fault of ours, which Quarkus would answer 400 without a body.
 * What a client sends is dealt with in {@link BodyReading}.
 */
@Provider
class MismatchMapper extends ExceptionMapperBase<MismatchedInputException> {

    @Override
    protected HttpProblem toProblem(MismatchedInputException failure) {
        return HttpProblem.builder().withStatus(500).build();
    }
}

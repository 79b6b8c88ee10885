package org.gardefou.kit.problem;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** For what the extension does not map: errors of the virtual machine, such as a stack that is too deep. */
@Provider
class AnyFailureMapper extends ExceptionMapperBase<Throwable> {

    @Override
    protected HttpProblem toProblem(Throwable failure) {
        return HttpProblem.builder().withStatus(500).build();
    }
}

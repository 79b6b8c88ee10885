package org.gardefou.kit.job;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import org.gardefou.kit.trace.Trace;

/** One execution: with a request context of its own, as a request would have, and a trace. */
final class JobRun {

    private JobRun() {}

    interface Body {
        void run() throws Exception;
    }

    static void of(String job, String id, Body body) {
        ManagedContext context = Arc.container().requestContext();
        context.activate();
        try (Trace.Scope scope = Trace.after(null).enter()) {
            body.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailed(job, id, e);
        } catch (Exception e) {
            throw new JobFailed(job, id, e);
        } finally {
            context.terminate();
        }
    }

    /** A checked failure on its way to the scheduler, which will try again. */
    static final class JobFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        JobFailed(String job, String id, Exception cause) {
            super(job + " of " + id + " failed", cause);
        }
    }
}

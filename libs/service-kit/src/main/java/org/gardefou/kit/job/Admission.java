package org.gardefou.kit.job;

/**
 * Asked before each run of a job: where something is scarce that no lane counts, as what another machine can take. At most one bean of a
 * service is one.
 */
public interface Admission {

    /**
     * Whether a run may begin now. One that may not is over and leaves its worker to others; whoever refused it asks for it again
     * ({@link Jobs#submit(String, String)}) when its turn has come. A run that was let in and broke off asks again. Called outside of any
     * transaction.
     */
    boolean admits(Job job, String id);

    /** A run that was let in has ended, well or not. As long as this fails, the run counts as failed and comes again. */
    void ended(Job job, String id);
}

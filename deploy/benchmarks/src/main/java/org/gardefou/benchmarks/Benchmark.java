package org.gardefou.benchmarks;

/** One comparison. */
interface Benchmark {

    /** Its name on the command line and in the results. */
    String name();

    /** Runs it; prints what it does as it goes. */
    Result run(Lab lab) throws Exception;
}

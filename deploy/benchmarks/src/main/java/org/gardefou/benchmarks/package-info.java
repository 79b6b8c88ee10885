/**
 * Benchmarks: each is a ratio against a peer that does the same work without us, in the same minute, interleaved in pairs, with
 * the median and the quartiles; beside it what does not depend on the machine's load: statements, WAL bytes, fsyncs.
 */
@NullMarked
package org.gardefou.benchmarks;

import org.jspecify.annotations.NullMarked;

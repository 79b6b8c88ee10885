/**
 * The bare select of the gate behind the HTTP server, the JSON and the connection pool that a service of ours has too, and behind nothing else: no
 * token, no permissions, no limits, no strictness, no trace, no metrics, no problem documents.
 */
@NullMarked
package org.gardefou.benchmarks.select;

import org.jspecify.annotations.NullMarked;

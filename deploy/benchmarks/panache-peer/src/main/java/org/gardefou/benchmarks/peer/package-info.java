/**
 * An application of the shape of Quarkus' own Hibernate Panache quickstart, written anew: one entity, one resource, one datasource,
 * JSON, a schema that Hibernate makes at start. It has none of what a service of ours has besides: no bus, no security, no
 * migrations, no health, no metrics, no OpenAPI.
 */
@NullMarked
package org.gardefou.benchmarks.peer;

import org.jspecify.annotations.NullMarked;

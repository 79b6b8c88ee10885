/** The embedded Kafka: one real KRaft broker in a JVM of its own, with the topics of the suite. */
@org.jspecify.annotations.NullMarked
package org.gardefou.local.kafka;

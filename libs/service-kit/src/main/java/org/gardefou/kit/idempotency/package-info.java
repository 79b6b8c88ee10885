/** The Idempotency-Key header: a request that is sent twice takes effect once and is answered twice. */
@org.jspecify.annotations.NullMarked
package org.gardefou.kit.idempotency;

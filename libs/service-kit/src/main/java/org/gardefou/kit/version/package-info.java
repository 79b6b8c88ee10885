/** Optimistic updates over HTTP: ETag, If-Match and If-None-Match (RFC 9110, RFC 6585). */
@org.jspecify.annotations.NullMarked
package org.gardefou.kit.version;

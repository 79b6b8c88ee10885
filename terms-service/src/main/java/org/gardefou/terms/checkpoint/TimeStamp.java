package org.gardefou.terms.checkpoint;

import java.time.Instant;

/**
 * What an authority of time said about a checkpoint (RFC 3161): its signature existed at that time.
 *
 * @param authority the name it has in the settings
 * @param response the whole answer in DER, as {@code openssl ts} reads it; it is about the bytes of the checkpoint's {@code jws}
 * @param certificate of the authority that was believed, in PEM
 */
public record TimeStamp(String authority, Instant at, byte[] response, String certificate) {}

package org.gardefou.backup.repository;

import java.io.IOException;

/**
 * One key-encryption key. What is wrapped opens only with the context that it was wrapped with, so that a wrapped key cannot be
 * moved to another site's row.
 */
interface KeyEncryption {

    byte[] wrap(byte[] plain, byte[] context) throws IOException;

    /** @throws IOException when it is another key, another context, or has been changed; the message says what to do */
    byte[] unwrap(byte[] wrapped, byte[] context) throws IOException;
}

package org.gardefou.backup.repository;

/**
 * The key of a repository, wrapped.
 *
 * @param kek the id of the key-encryption key
 */
record Wrapped(String kek, byte[] bytes) {

    /** Without the bytes, which say nothing to anybody. */
    @Override
    public String toString() {
        return "Wrapped[" + kek + "]";
    }
}

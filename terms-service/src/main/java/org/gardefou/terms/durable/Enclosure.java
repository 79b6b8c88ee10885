package org.gardefou.terms.durable;

/**
 * A file inside a PDF file (PDF/A-3).
 *
 * @param name as it is saved by a reader
 * @param mediaType of its content
 * @param description for people
 * @param relation what it is to the pages
 * @param content the bytes, which stay as they are
 */
record Enclosure(String name, String mediaType, String description, Relation relation, byte[] content) {

    /** What an enclosed file is to the pages (ISO 32000-2, 14.13). */
    enum Relation {
        /** The pages were made from it. */
        SOURCE("Source"),
        /** It has in a form for programs what the pages say. */
        DATA("Data");

        private final String term;

        Relation(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }
}

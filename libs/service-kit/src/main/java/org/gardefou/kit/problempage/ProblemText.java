package org.gardefou.kit.problempage;

/**
 * What a page says of one type of problem.
 *
 * @param slug the type without {@code /problems/}
 * @param status the HTTP status it comes with
 */
record ProblemText(String slug, int status, Words fr, Words en) {

    /**
     * In one language.
     *
     * @param title in a few words, in English the title of the problem document
     * @param meaning what has happened
     * @param next what to do
     */
    record Words(String title, String meaning, String next) {}

    Words in(Language language) {
        return language == Language.FR ? fr : en;
    }
}

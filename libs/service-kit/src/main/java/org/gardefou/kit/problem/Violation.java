package org.gardefou.kit.problem;

/**
 * One value that is not allowed.
 *
 * @param pointer where it is: a JSON pointer into the body (RFC 6901, {@code /items/0/name}; the empty text is the whole
 *     body), or {@code ?name} for a query parameter, {@code {name}} for a path parameter, {@code name:} for a header
 * @param message what is wrong with it
 */
public record Violation(String pointer, String message) {}

package org.gardefou.access.secret;

/** A secret value that does not show itself when it is logged. */
public record Secret(String name, String value) {
    @Override
    public String toString() {
        return "secret " + name;
    }
}

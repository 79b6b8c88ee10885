package org.gardefou.kit.permission;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The name that a service's scopes begin with ({@code terms} in {@code terms:read}). A resource that the kit gives to every service
 * declares {@code own:admin} and means that of the service it stands in.
 */
@ApplicationScoped
public class OwnScope {

    static final String PLACEHOLDER = "own";

    private final String name;

    OwnScope(@ConfigProperty(name = "gardefou.permissions.scope") String name) {
        this.name = name;
    }

    /** Whether a scope's first part is this service's. */
    boolean is(String part) {
        return name.equals(part);
    }

    /** A declared permission as a token has it. */
    public String named(String permission) {
        String prefix = PLACEHOLDER + ":";
        return permission.startsWith(prefix) ? name + ":" + permission.substring(prefix.length()) : permission;
    }
}

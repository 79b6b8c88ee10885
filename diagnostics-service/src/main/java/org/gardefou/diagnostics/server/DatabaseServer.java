package org.gardefou.diagnostics.server;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A database server on a server.
 *
 * @param name what sites call it
 * @param engine what runs there
 * @param adminSecret the name of the secret that holds its administration's user and password; never the secret itself
 */
record DatabaseServer(
        @NotBlank @Size(max = 63) @Schema(examples = "main") String name,

        @Nullable @Schema(
                description =
                        "What runs there: MARIADB (MySQL too), which is meant where nothing is said, or POSTGRESQL.",
                examples = "MARIADB")
        Engine engine,

        @NotBlank @Size(max = 255) @Schema(examples = "127.0.0.1")
        String host,

        @Min(1) @Max(65535) @Schema(examples = "3306") int port,

        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9.-]{0,62}") @Schema(examples = "db-main")
        String adminSecret) {

    /** What was registered before there were two engines says nothing of it. */
    DatabaseServer {
        if (engine == null) engine = Engine.MARIADB;
    }

    /** What runs there. */
    enum Engine {
        MARIADB,
        POSTGRESQL
    }

    boolean speaks(Engine which) {
        return engine == which;
    }
}

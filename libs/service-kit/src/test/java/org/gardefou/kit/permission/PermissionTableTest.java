package org.gardefou.kit.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.PermissionsAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.notes.NoteDeadLetters;
import org.gardefou.kit.notes.NoteResource;
import org.gardefou.kit.version.IfMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionTableTest {

    /** Never deployed: an abstract class is no resource. */
    @Path("/bad/")
    abstract static class Bad {
        @GET
        @PermissionsAllowed("bad:read")
        abstract String withoutRole();

        @POST
        @Idempotent
        @PermissionsAllowed("bad:write")
        @PermissionsAllowed("as:king")
        abstract String repeated(IfMatch body);

        @PUT
        @Path("{id}")
        abstract void undeclared();

        @GET
        @Path("open")
        @PermitAll
        abstract String open();
    }

    @Test
    void a_sound_resource_passes_and_is_written_as_a_table(@TempDir java.nio.file.Path folder) throws IOException {
        PermissionTable table = PermissionTable.of(NoteResource.class);

        table.requireSound();

        assertThat(table.markdown())
                .contains("| `GET /notes/v1/audit` | `notes:admin` | yes |  |  |  |  |\n")
                .contains("| `PUT /notes/v1/notes/{id}` | `notes:write` | yes | yes |  |  |  |\n");
        java.nio.file.Path file = folder.resolve("permissions.md");
        assertThatThrownBy(() -> table.requireSameAs(file)).hasMessageContaining("gardefou.permissions.write");
        Files.writeString(file, table.markdown());
        table.requireSameAs(file);
    }

    @Test
    void inherited_operations_are_found_under_the_path_of_the_heir() {
        PermissionTable table = PermissionTable.of(NoteDeadLetters.class);

        table.requireSound();
        assertThat(table.markdown())
                .contains("| `POST /notes/v1/dead-letters/{id}/replay` | `notes:admin` | yes |  |  |  |  |");
    }

    @Test
    void every_fault_is_named() {
        PermissionTable table = PermissionTable.of(Bad.class);

        assertThatThrownBy(table::requireSound)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /bad: declares no role")
                .hasMessageContaining("PUT /bad/{id}: declares no scope")
                .hasMessageContaining("PUT /bad/{id}: updates without")
                .hasMessageContaining("POST /bad: names a role that does not exist: as:king")
                .hasMessageContaining("POST /bad: is @Idempotent and not @Transactional")
                .hasMessageContaining("POST /bad: is @Idempotent and does not return Response")
                .hasMessageContaining("POST /bad: takes a body without @Valid")
                .hasMessageNotContaining("/bad/open");
        assertThat(table.markdown()).contains("| `GET /bad/open` |  |  |  |  |  | yes |");
    }
}

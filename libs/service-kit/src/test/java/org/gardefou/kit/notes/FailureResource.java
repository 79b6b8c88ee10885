package org.gardefou.kit.notes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.gardefou.kit.problem.Problems;

/** Fails in all the ways in which services fail. */
@Path("/notes/v1/failures")
public class FailureResource {

    static final String SECRET = "jdbc:postgresql://10.0.0.7/password=hunter2";

    private final ObjectMapper json;

    FailureResource(ObjectMapper json) {
        this.json = json;
    }

    @GET
    @Path("/undeclared")
    public String undeclared() {
        return "must not be reached";
    }

    @GET
    @Path("/{kind}")
    @PermitAll
    public String fail(@PathParam("kind") String kind) throws SQLException, JsonProcessingException {
        switch (kind) {
            case "runtime" -> throw new IllegalStateException(SECRET);
            case "error" -> throw new StackOverflowError(SECRET);
            case "our-json" -> json.readValue("{\"title\":5}", NoteText.class);
            case "broken-json" -> json.readTree("{");
            case "database-away" ->
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1")
                        .close();
            case "busy" -> throw Problems.tooManyRequests(Duration.ofSeconds(7));
            case "later" -> throw Problems.notKnownYet("site", "x");
            case "bare-404" -> throw new NotFoundException();
            case "bare-503" -> throw new ServiceUnavailableException(SECRET);
            case "bare-418" -> throw new WebApplicationException(418);
            default -> throw new IllegalArgumentException(kind);
        }
        return "";
    }
}

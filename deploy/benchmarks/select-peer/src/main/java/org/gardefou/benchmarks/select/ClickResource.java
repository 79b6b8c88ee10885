package org.gardefou.benchmarks.select;

import io.agroal.api.AgroalDataSource;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether a customer accepted a version by a click: one look into an index. */
@Path("/clicks")
@Produces(MediaType.APPLICATION_JSON)
public class ClickResource {

    private static final String SELECT =
            "select id from acceptance where customer = ? and terms_version = ? and provenance = 'CLICK' order by id limit 1";

    private final AgroalDataSource dataSource;

    ClickResource(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param acceptance the first one, null where there is none */
    public record Click(boolean allowed, @Nullable UUID acceptance) {}

    @GET
    public Click click(@QueryParam("customer") UUID customer, @QueryParam("version") UUID version) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setObject(1, customer);
            select.setObject(2, version);
            try (ResultSet row = select.executeQuery()) {
                UUID found = row.next() ? row.getObject(1, UUID.class) : null;
                return new Click(found != null, found);
            }
        }
    }
}

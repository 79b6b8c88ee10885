package org.gardefou.diagnostics.site;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Which site answers to a domain: each domain belongs to one site, and the database says so. */
@ApplicationScoped
class SiteDomains {

    private final AgroalDataSource dataSource;

    SiteDomains(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Puts a site's domains in the place of those it had, inside the caller's transaction. */
    void replace(UUID site, List<String> domains) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement clear = connection.prepareStatement("delete from site_domain where site = ?");
                PreparedStatement add = connection.prepareStatement(
                        "insert into site_domain (domain, site) select distinct unnest(?), ?::uuid")) {
            clear.setObject(1, site);
            clear.executeUpdate();
            add.setArray(1, connection.createArrayOf("text", domains.toArray()));
            add.setObject(2, site);
            add.executeUpdate();
        } catch (SQLException e) {
            throw new jakarta.persistence.PersistenceException(e);
        }
    }
}

package org.gardefou.diagnostics.placing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gardefou.diagnostics.connection.PanelConnection;
import org.gardefou.diagnostics.panel.About;
import org.gardefou.diagnostics.site.SiteDirectory.Known;
import org.jspecify.annotations.Nullable;

/** Finds the site that a report of a connection is about, among those that the connection may report for. */
@ApplicationScoped
public class Placing {

    /** More sites than an account has; an account with more is ambiguous in any case. */
    private static final int MOST = 200;

    // Each way to name a site is an index of its own.
    private static final String CANDIDATES = """
            select s.id, s.customer, s.connection, s.place->>'owner', s.place->>'root', s.place->>'documentRoot',
                array(select d.domain from site_domain d where d.site = s.id),
                array(select b->>'name' from jsonb_array_elements(s.place->'databases') b)
            from site s
            where (s.id = any (?) or s.id = any (array(select site from site_domain where domain = any (?)))
                    or s.place->>'owner' = ? or s.place->'databases' @> ?::jsonb)
                and (s.connection = ? or s.id = any (?) or s.server = any (?))
            order by s.id limit""" + " " + MOST;

    private final AgroalDataSource dataSource;

    Placing(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Where a report belongs. */
    public Place place(PanelConnection of, About about) {
        return PlacingRule.choose(about, candidates(of, about));
    }

    private List<Candidate> candidates(PanelConnection of, About about) {
        try (Connection database = dataSource.getConnection();
                PreparedStatement select = database.prepareStatement(CANDIDATES)) {
            select.setArray(1, uuids(database, ids(about.subject())));
            select.setArray(2, database.createArrayOf("text", domains(about).toArray()));
            select.setString(3, about.account());
            select.setString(4, about.database() == null ? null : named(about.database()));
            select.setObject(5, of.id());
            select.setArray(6, uuids(database, of.sites()));
            select.setArray(7, uuids(database, of.servers()));
            try (ResultSet rows = select.executeQuery()) {
                List<Candidate> all = new ArrayList<>();
                while (rows.next()) all.add(read(rows, of.vouches()));
                return all;
            }
        } catch (SQLException e) {
            throw new jakarta.persistence.PersistenceException(e);
        }
    }

    private static Candidate read(ResultSet row, boolean vouches) throws SQLException {
        return new Candidate(
                new Known(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        vouches),
                texts(row.getArray(7)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                texts(row.getArray(8)));
    }

    private static List<UUID> ids(@Nullable String subject) {
        try {
            return subject != null && subject.length() == 36 ? List.of(UUID.fromString(subject)) : List.of();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static List<String> domains(About about) {
        List<String> all = new ArrayList<>();
        if (about.subject() != null) all.add(PlacingRule.domain(about.subject()));
        if (about.domain() != null) {
            String domain = PlacingRule.domain(about.domain());
            all.add(domain);
            all.addAll(PlacingRule.above(domain));
        }
        return all;
    }

    private static String named(String database) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return json.arrayNode().add(json.objectNode().put("name", database)).toString();
    }

    private static Array uuids(Connection database, Collection<UUID> ids) throws SQLException {
        return database.createArrayOf("uuid", ids.toArray());
    }

    private static Set<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}

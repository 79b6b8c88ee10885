package org.gardefou.backup.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.gardefou.access.dump.Engine;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.source.Server.DatabaseServer;
import org.gardefou.kit.json.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceListenerGoldenTest {

    private static final ObjectMapper JSON = StrictJson.apply(new ObjectMapper());
    private static final String DIAGNOSTICS = "diagnostics-service";

    @ParameterizedTest
    @ValueSource(strings = {"server.registered", "server.changed"})
    void serversAreRead(String type) throws IOException {
        SourceListener.ServerTold told =
                JSON.treeToValue(Bus.golden(DIAGNOSTICS, type, node -> {}), SourceListener.ServerTold.class);
        assertThat(told.databases())
                .extracting(
                        DatabaseServer::name, DatabaseServer::engine, DatabaseServer::port, DatabaseServer::adminSecret)
                .containsExactly(
                        tuple("main", Engine.MARIADB, 3306, "db-main"),
                        tuple("stats", Engine.POSTGRESQL, 5432, "db-stats"));
        assertThat(told.at()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"site.registered", "site.moved"})
    void sitesAreRead(String type) throws IOException {
        SourceListener.SiteTold told =
                JSON.treeToValue(Bus.golden(DIAGNOSTICS, type, node -> {}), SourceListener.SiteTold.class);
        assertThat(told.documentRoot()).startsWith(told.root() + "/");
        assertThat(told.databases()).singleElement().satisfies(one -> assertThat(one.server())
                .isEqualTo("main"));
        assertThat(told.connection()).isNotNull();
        assertThat(told.at()).isNotNull();
    }

    @Test
    void removalsAreRead() throws IOException {
        SourceListener.SiteGone told =
                JSON.treeToValue(Bus.golden(DIAGNOSTICS, "site.removed", node -> {}), SourceListener.SiteGone.class);
        assertThat(told.site()).isNotNull();
        assertThat(told.at()).isNotNull();
    }
}

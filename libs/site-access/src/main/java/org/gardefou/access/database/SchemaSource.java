package org.gardefou.access.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.access.dump.DumpCount;
import org.gardefou.access.dump.DumpSource;
import org.gardefou.access.dump.Engine;

/** A schema of a MariaDB or MySQL server, to be dumped into {@link DumpFiles}. */
public record SchemaSource(Database database, String name) implements DumpSource {

    @Override
    public Engine engine() {
        return Engine.MARIADB;
    }

    @Override
    public Set<String> tables() throws IOException {
        return database.tables(name).stream()
                .filter(table -> table.kind() == Table.Kind.BASE_TABLE)
                .map(Table::name)
                .collect(Collectors.toSet());
    }

    @Override
    public DumpCount dump(Path directory) throws IOException {
        return SqlCount.of(database.dump(name, directory).tables());
    }
}

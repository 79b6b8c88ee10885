package org.gardefou.terms.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schemas of the events that this service tells. */
public final class EventSchemas {

    public static final Path CONTRACTS = Path.of("src/main/resources/contracts");

    private EventSchemas() {}

    /**
     * What in an event's data is not as its schema says.
     *
     * @param type with its version: {@code acceptance.recorded.v1}
     */
    public static List<Error> errors(String type, String json) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(CONTRACTS.resolve(type + ".schema.json")))
                .validate(json, InputFormat.JSON);
    }
}

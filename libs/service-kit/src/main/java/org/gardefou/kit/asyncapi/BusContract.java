package org.gardefou.kit.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The events of a service by topic, as {@code contracts/bus.json} lists them: types in short, {@code site.registered}. The schema and
 * the golden example of each that it sends lie beside that file.
 */
public record BusContract(Map<String, List<String>> sends, Map<String, List<String>> receives) {

    private static final String FOLDER = "contracts/";
    private static final String VERSION = ".v1";

    /** Reads the contract of the service that runs. */
    public static BusContract read(ObjectMapper json) throws IOException {
        try (InputStream file = open("bus.json")) {
            return json.readValue(file, BusContract.class);
        }
    }

    /** The JSON Schema of a type that is sent. */
    JsonNode schema(String type, ObjectMapper json) throws IOException {
        return tree(type + VERSION + ".schema.json", json);
    }

    /** The golden example of a type that is sent. */
    JsonNode example(String type, ObjectMapper json) throws IOException {
        return tree(type + VERSION + ".example.json", json);
    }

    private static JsonNode tree(String name, ObjectMapper json) throws IOException {
        try (InputStream file = open(name)) {
            return json.readTree(file);
        }
    }

    private static InputStream open(String name) throws FileNotFoundException {
        InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + name);
        if (file == null) throw new FileNotFoundException(FOLDER + name + " is missing among the service's resources");
        return file;
    }
}

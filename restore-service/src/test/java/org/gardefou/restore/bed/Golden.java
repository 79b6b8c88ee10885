package org.gardefou.restore.bed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The producers' golden examples, read by our own records. */
public final class Golden {

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private Golden() {}

    /** Reads a producer's example into our record, and asserts that every component that may not be null was there. */
    public static void assertHasWhatWeUse(String service, String type, Class<?> reading) throws IOException {
        String golden = Files.readString(
                Path.of("../" + service + "/src/main/resources/contracts/" + type + ".v1.example.json"));
        Object read = JSON.readValue(golden, reading);
        for (RecordComponent component : reading.getRecordComponents()) {
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) continue;
            assertThat(value(read, component)).as(component.getName()).isNotNull();
        }
    }

    private static Object value(Object read, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(read);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The record " + read.getClass() + " cannot be read", e);
        }
    }
}

package org.gardefou.kit.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes two requests the same: path, query, and the body as it was understood. The body is hashed as canonical JSON
 * (sorted names, no white space), so a client may write it anew for the second attempt.
 */
@ApplicationScoped
class RequestHash {

    /** These come from the path and the query, which are hashed as text, or say nothing of what is asked. */
    private static final List<Class<? extends Annotation>> NOT_BODY = List.of(
            PathParam.class, QueryParam.class, HeaderParam.class, CookieParam.class, BeanParam.class, Context.class);

    private final ObjectMapper canonical;

    RequestHash(ObjectMapper mapper) {
        this.canonical = mapper.copy();
        canonical.configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
        canonical.configure(SerializationFeature.INDENT_OUTPUT, false);
        canonical.setConfig(canonical.getSerializationConfig().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED));
    }

    byte[] of(String pathAndQuery, Method method, @Nullable Object[] arguments) {
        ArrayNode bodies = canonical.createArrayNode().add(pathAndQuery);
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            Parameter parameter = parameters[i];
            if (NOT_BODY.stream().noneMatch(parameter::isAnnotationPresent)) {
                bodies.add(canonical.<JsonNode>valueToTree(arguments[i]));
            }
        }
        try {
            return IdempotencyKeys.sha256(canonical.writeValueAsString(bodies).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A body that was read cannot be written", e);
        }
    }
}

package org.gardefou.diagnostics.sitechange;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Names the kinds of change in the OpenAPI document, from the one place where they are written. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ChangeTypesInDocument implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null || document.getComponents().getSchemas() == null) return;
        Schema event = document.getComponents().getSchemas().get("ChangeEvent");
        Schema type = event == null ? null : event.getProperties().get("type");
        if (type == null) return;
        List<Object> types = Arrays.stream(ChangeType.values())
                .<Object>map(ChangeType::fullName)
                .toList();
        type.enumeration(types);
    }
}

package org.gardefou.kit.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.kit.inbox.BusConfig;
import org.gardefou.kit.inbox.Dispatcher;

/** For the tests of services: whether {@code contracts/bus.json} says what the service really does. */
public final class BusContractCheck {

    private static final String SCHEMA = ".v1.schema.json";
    private static final String PREFIX = "org.gardefou.";

    private BusContractCheck() {}

    /** Fails with all that differs: topics read, types listened to, types that have a schema, and the AsyncAPI document made of them. */
    public static void requireTrue(Dispatcher dispatcher, BusConfig config, ObjectMapper json) throws IOException {
        BusContract contract = BusContract.read(json);
        List<String> faults = new ArrayList<>();
        differ(
                faults,
                "topics read",
                contract.receives().keySet(),
                config.topics().orElse(List.of()));
        differ(
                faults,
                "types listened to",
                types(contract.receives().values()),
                dispatcher.types().stream()
                        .map(type -> type.substring(PREFIX.length(), type.length() - ".v1".length()))
                        .toList());
        differ(faults, "types sent", types(contract.sends().values()), schemas());
        if (faults.isEmpty()) dangling(new AsyncApi("test", contract, json).document(), faults);
        if (!faults.isEmpty()) throw new AssertionError(String.join("\n", faults));
    }

    private static Set<String> types(Collection<List<String>> byTopic) {
        return byTopic.stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void differ(List<String> faults, String what, Collection<String> told, Collection<String> real) {
        Set<String> listed = new TreeSet<>(told);
        Set<String> done = new TreeSet<>(real);
        if (!listed.equals(done)) faults.add(what + ": contracts/bus.json has " + listed + ", the service " + done);
    }

    private static List<String> schemas() throws IOException {
        Path folder = Path.of("src/main/resources/contracts");
        if (!Files.isDirectory(folder)) folder = Path.of("src/test/resources/contracts");
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SCHEMA))
                    .map(name -> name.substring(0, name.length() - SCHEMA.length()))
                    .toList();
        }
    }

    /** References of the document itself lead somewhere; those inside a payload are the schema's own. */
    private static void dangling(JsonNode document, List<String> faults) {
        for (String part : List.of("channels", "operations", "components")) {
            for (JsonNode reference : document.path(part).findValues("$ref")) {
                String target = reference.asText();
                boolean own = target.startsWith("#/channels/") || target.startsWith("#/components/");
                if (own && document.at(target.substring(1)).isMissingNode()) faults.add(target + " leads nowhere");
            }
        }
    }
}

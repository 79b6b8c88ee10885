package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.gardefou.terms.language.Text;

/** What each finding about an extension means, how bad it is and whose part it is, from the file that comes with the product. */
final class SecurityWords {

    private static final String FILE = "/risknotice/security.json";

    private final Map<SecurityFact.Finding, Entry> facts;
    private final Text fixed;
    private final Text many;

    /**
     * What is said of a finding.
     *
     * @param activity of the responsibility matrix
     * @param clause that speaks of it
     * @param levels by severity
     * @param why the reason for the levels, for who reads the file
     */
    record Entry(
            String activity,
            String clause,
            Map<SecurityFact.Severity, Risk> levels,
            String why,
            Text title,
            Text mayHappen,
            Text before,
            Text after) {}

    private record File(Map<SecurityFact.Finding, Entry> facts, Text fixed, Text many) {}

    private SecurityWords(File file) {
        this.facts = Map.copyOf(file.facts);
        this.fixed = file.fixed;
        this.many = file.many;
        Arrays.stream(SecurityFact.Finding.values())
                .forEach(one -> Arrays.stream(SecurityFact.Severity.values()).forEach(how -> level(one, how)));
    }

    static SecurityWords read(ObjectMapper json) {
        try (InputStream file = SecurityWords.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException(FILE + " is missing from the build");
            return new SecurityWords(json.readValue(file, File.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Entry of(SecurityFact.Finding fact) {
        Entry entry = facts.get(fact);
        if (entry == null) throw new IllegalStateException(FILE + " says nothing of " + fact);
        return entry;
    }

    Risk level(SecurityFact.Finding fact, SecurityFact.Severity severity) {
        Risk level = of(fact).levels.get(severity);
        if (level == null) throw new IllegalStateException(FILE + " has no level for " + fact + " of " + severity);
        return level;
    }

    Text fixed() {
        return fixed;
    }

    Text many() {
        return many;
    }

    /** Gives the words to whoever asks for them. */
    @ApplicationScoped
    static class Provider {

        @Produces
        @jakarta.inject.Singleton
        SecurityWords words(ObjectMapper json) {
            return read(json);
        }
    }
}

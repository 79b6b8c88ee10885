package org.gardefou.local.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gardefou.local.process.PrivateFiles;
import org.gardefou.local.token.Role;
import org.gardefou.local.token.TokenMint;

/** The tokens that lie ready in files: the operator's, and those that services use among themselves. */
final class Tokens {

    /** Long enough to be pasted once into the explorer, short enough that a lost one ends. */
    private static final Duration VALIDITY = Duration.ofDays(30);

    /** Whoever starts the suite has at least a week before the token changes. */
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(7);

    private static final Pattern EXPIRY = Pattern.compile("\"exp\":(\\d+)");

    private final Path directory;
    private final TokenMint mint;
    private final Clock clock;

    Tokens(Path directory, TokenMint mint, Clock clock) {
        this.directory = directory;
        this.mint = mint;
        this.clock = clock;
    }

    Path operatorFile() {
        return directory.resolve("operator.token");
    }

    /** With which restore-service asks backup-service for access to a repository. */
    Path restoreFile() {
        return directory.resolve("restore.token");
    }

    /** Makes the tokens that are missing or about to end. */
    void renew() throws IOException {
        renew(operatorFile(), Role.OPERATOR, Role.OPERATOR.scopes(), "operator");
        // This one word, which no other token has, opens repositories.
        renew(restoreFile(), Role.SYSTEM, List.of("backups:access"), "restore-service");
    }

    private void renew(Path file, Role role, List<String> scopes, String subject) throws IOException {
        if (!Files.exists(file) || endsSoon(Files.readString(file).strip())) {
            PrivateFiles.write(file, mint.mint(role.claim(), scopes, subject, Map.of(), VALIDITY));
        }
    }

    private boolean endsSoon(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return true;
        }
        Matcher expiry = EXPIRY.matcher(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        return !expiry.find()
                || Instant.ofEpochSecond(Long.parseLong(expiry.group(1)))
                        .isBefore(clock.instant().plus(RENEWED_BEFORE_END));
    }
}

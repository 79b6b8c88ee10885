package org.gardefou.access.secret;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.gardefou.access.secret.SecretUnavailableException.Reason;

/**
 * Secrets by name, each a file in one directory: made by hand, mounted by Kubernetes, or written by an agent of Vault.
 * A file must be private (0600, 0400), or at least owned by us or root, without any right for others and without the
 * right to write for its group.
 */
public final class Secrets {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
    // Keys and passwords are small; a larger file is not a secret but a mistake.
    private static final int LARGEST = 64 * 1024;
    private static final Set<PosixFilePermission> NEVER = EnumSet.of(
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE,
            PosixFilePermission.GROUP_WRITE);
    private static final Set<PosixFilePermission> GROUP =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE);

    private final Path directory;

    private Secrets(Path directory) {
        this.directory = directory;
    }

    /** The secrets of a directory, which is read anew each time: secrets rotate. */
    public static Secrets in(Path directory) {
        return new Secrets(directory.toAbsolutePath().normalize());
    }

    /** A secret, without the line break that editors put at its end. */
    public Secret get(String name) throws SecretUnavailableException {
        if (!NAME.matcher(name).matches()) {
            throw new SecretUnavailableException(
                    Reason.BAD_NAME,
                    "A secret's name has at most 63 lower-case letters, digits, dots and hyphens; rename it.");
        }
        Path file = directory.resolve(name);
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(directory.toRealPath())) {
                throw new SecretUnavailableException(
                        Reason.NOT_PRIVATE,
                        "The secret " + name + " is a link out of " + directory + "; put the file there.");
            }
            PosixFileAttributes facts = Files.readAttributes(real, PosixFileAttributes.class);
            if (!facts.isRegularFile() || facts.size() > LARGEST) {
                throw new SecretUnavailableException(
                        Reason.MALFORMED, file + " is not a small ordinary file; put the secret's value in one.");
            }
            demandPrivate(file, facts);
            return new Secret(
                    name, Files.readString(real, StandardCharsets.UTF_8).stripTrailing());
        } catch (NoSuchFileException e) {
            throw new SecretUnavailableException(
                    Reason.MISSING, "There is no secret " + name + "; put it in " + file + " with mode 0600.");
        } catch (SecretUnavailableException e) {
            throw e;
        } catch (IOException e) {
            throw new SecretUnavailableException(
                    Reason.UNREADABLE,
                    "The secret " + name + " cannot be read; give the service's user access to " + file + ".");
        }
    }

    /** A secret with the properties {@code user} and {@code password}. */
    public DatabaseAdministration databaseAdministration(String name) throws SecretUnavailableException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(get(name).value()));
        } catch (SecretUnavailableException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw malformed(name);
        }
        String user = properties.getProperty("user");
        String password = properties.getProperty("password");
        if (user == null || user.isBlank() || password == null) {
            throw malformed(name);
        }
        return new DatabaseAdministration(user, password);
    }

    private static SecretUnavailableException malformed(String name) {
        return new SecretUnavailableException(
                Reason.MALFORMED,
                "The secret " + name + " must have two lines, user=... and password=... (a backslash written twice).");
    }

    private static void demandPrivate(Path file, PosixFileAttributes facts) throws SecretUnavailableException {
        boolean groupMay = facts.permissions().stream().anyMatch(GROUP::contains);
        boolean trusted = facts.owner().getName().equals(System.getProperty("user.name"))
                || facts.owner().getName().equals("root");
        if (facts.permissions().stream().anyMatch(NEVER::contains) || (groupMay && !trusted)) {
            throw new SecretUnavailableException(
                    Reason.NOT_PRIVATE, "Others can read or change " + file + "; run: chmod 600 " + file);
        }
    }
}

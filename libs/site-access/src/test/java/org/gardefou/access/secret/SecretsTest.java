package org.gardefou.access.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.gardefou.access.secret.SecretUnavailableException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void aPrivateSecretIsReadAndDoesNotShowItself() throws IOException {
        write("db.main", "user=root\npassword=s3cr=t \\\\x\n", "rw-------");

        DatabaseAdministration administration = Secrets.in(folder).databaseAdministration("db.main");

        assertThat(administration).isEqualTo(new DatabaseAdministration("root", "s3cr=t \\x"));
        assertThat(administration.toString()).doesNotContain("s3cr");
        assertThat(Secrets.in(folder).get("db.main").toString()).doesNotContain("s3cr");
    }

    @Test
    void whatOthersCouldReadOrChangeIsRefused() throws IOException {
        write("world", "x", "rw----r--");
        write("group-writes", "x", "rw-rw----");
        write("mounted", "x", "r--r-----");
        Path outside = Files.writeString(folder.resolve("../outside-" + folder.getFileName()), "x");
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(folder.resolve("linked"), outside);

        refused(Reason.NOT_PRIVATE, "world");
        refused(Reason.NOT_PRIVATE, "group-writes");
        refused(Reason.NOT_PRIVATE, "linked");
        assertThat(Secrets.in(folder).get("mounted").value()).isEqualTo("x");
        Files.delete(outside);
    }

    @Test
    void aSecretThatIsNotThereOrNotOneSaysWhatToDo() throws IOException {
        write("half", "user=root\n", "rw-------");
        write("broken", "user=\\u12\npassword=x", "rw-------");

        refused(Reason.MISSING, "none");
        for (String name : new String[] {"../half", "Half", "", "a/b", ".hidden", "x".repeat(64)}) {
            refused(Reason.BAD_NAME, name);
        }
        for (String name : new String[] {"half", "broken"}) {
            assertThatThrownBy(() -> Secrets.in(folder).databaseAdministration(name))
                    .asInstanceOf(type(SecretUnavailableException.class))
                    .extracting(SecretUnavailableException::reason)
                    .isEqualTo(Reason.MALFORMED);
        }
    }

    private void refused(Reason reason, String name) {
        assertThatThrownBy(() -> Secrets.in(folder).get(name))
                .asInstanceOf(type(SecretUnavailableException.class))
                .extracting(SecretUnavailableException::reason)
                .isEqualTo(reason);
    }

    private void write(String name, String text, String mode) throws IOException {
        Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString(mode));
    }
}

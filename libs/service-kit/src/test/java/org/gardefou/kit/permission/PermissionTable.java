package org.gardefou.kit.permission;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every operation of a service and who may call it, read from the compiled classes: for one test in each service.
 *
 * <pre>{@code
 * @Test
 * void every_operation_declares_who_may_call_it() {
 *     PermissionTable table = PermissionTable.of("org.gardefou.terms");
 *     table.requireSound();
 *     table.requireSameAs(Path.of("src/test/resources/permissions.md"));
 * }
 * }</pre>
 *
 * <p>With {@code -Dgardefou.permissions.write=true} the file is written instead of compared.
 */
public final class PermissionTable {

    private static final String WRITE = "gardefou.permissions.write";

    private final List<PermissionTableRow> rows;

    private PermissionTable(List<PermissionTableRow> rows) {
        this.rows = rows;
    }

    /** The operations of all classes under a package, tests excluded. */
    public static PermissionTable of(String rootPackage) {
        return of(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(rootPackage).stream()
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::reflect)
                        .toArray(Class<?>[]::new));
    }

    /** The operations of these classes. */
    public static PermissionTable of(Class<?>... classes) {
        List<PermissionTableRow> rows = Arrays.stream(classes)
                .flatMap(type -> methods(type).flatMap(method -> PermissionTableRow.of(type, method).stream()))
                .sorted(Comparator.comparing(PermissionTableRow::path).thenComparing(PermissionTableRow::verb))
                .toList();
        if (rows.isEmpty()) {
            throw new AssertionError("No operation was found: is the package right?");
        }
        return new PermissionTable(rows);
    }

    /** Its own methods, and those that it inherits. */
    private static Stream<Method> methods(Class<?> type) {
        return Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getMethods()))
                .filter(method -> !method.isSynthetic())
                .distinct();
    }

    /**
     * Fails, with all faults at once, when an operation does not declare who may call it, or breaks a rule that the kit
     * relies on.
     */
    public void requireSound() {
        List<String> faults = new ArrayList<>();
        rows.forEach(row -> row.faults().forEach(fault -> faults.add(row.verb() + " " + row.path() + ": " + fault)));
        if (!faults.isEmpty()) {
            throw new AssertionError(String.join("\n", faults));
        }
    }

    /** The table in Markdown: one line for each operation. */
    public String markdown() {
        String head = "| operation | scope | operator | system | panel | customer | anybody |\n"
                + "|---|---|---|---|---|---|---|\n";
        return rows.stream().map(PermissionTableRow::markdown).collect(Collectors.joining("\n", head, "\n"));
    }

    /** Fails unless the file has exactly this table; writes it when asked to. */
    public void requireSameAs(Path file) {
        try {
            if (Boolean.getBoolean(WRITE)) {
                Files.writeString(file, markdown());
            }
            String committed = Files.exists(file) ? Files.readString(file) : "";
            if (!committed.equals(markdown())) {
                throw new AssertionError(
                        "Who may call what has changed. Look whether this is meant, then run the test with -D" + WRITE
                                + "=true and commit " + file + ". It is now:\n" + markdown());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

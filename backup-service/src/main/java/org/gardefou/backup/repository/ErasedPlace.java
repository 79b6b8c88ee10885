package org.gardefou.backup.repository;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of one repository in an erasure; what is null has not been done yet.
 *
 * @param which FIRST, or COPY for the second one
 * @param location where it was, as restic takes it, without secrets
 * @param appendOnly whether nothing there can be deleted by us
 * @param wrappedKey the SHA-256 of the wrapped key that was destroyed, in hexadecimal digits
 * @param found whether it was there when the erasure began
 * @param keys restic's ids of the keys that opened it
 * @param keyFilesDeleted whether its key files are gone
 * @param opens whether its password still opened it after that
 * @param filesDeleted whether all its files are gone
 */
@Schema(name = "ErasedPlace")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErasedPlace(
        @Schema(examples = "FIRST") String which,

        @Schema(examples = "s3:https://s3.gra.example/sauvegardes/0198c5a2")
        String location,

        @Schema(examples = "false") boolean appendOnly,

        @Schema(examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String wrappedKey,

        @Nullable @Schema(description = "Whether it was there when the erasure began.", examples = "true")
        Boolean found,

        @Nullable List<String> keys,
        @Nullable @Schema(examples = "true") Boolean keyFilesDeleted,

        @Nullable @Schema(description = "Whether the password opened it after that.", examples = "false")
        Boolean opens,

        @Nullable @Schema(examples = "true") Boolean filesDeleted) {

    static ErasedPlace of(String which, String location, boolean appendOnly, String wrappedKey) {
        return new ErasedPlace(which, location, appendOnly, wrappedKey, null, null, null, null, null);
    }

    ErasedPlace identified(boolean there, List<String> ids) {
        return new ErasedPlace(which, location, appendOnly, wrappedKey, there, List.copyOf(ids), null, null, null);
    }

    ErasedPlace withoutKeys(boolean deleted, boolean stillOpens) {
        return new ErasedPlace(which, location, appendOnly, wrappedKey, found, keys, deleted, stillOpens, null);
    }

    ErasedPlace withoutFiles(boolean deleted) {
        return new ErasedPlace(which, location, appendOnly, wrappedKey, found, keys, keyFilesDeleted, opens, deleted);
    }
}

package org.gardefou.backup.run;

import java.io.IOException;
import org.gardefou.access.database.DatabaseException;
import org.gardefou.access.postgres.PostgresException;
import org.gardefou.access.secret.SecretUnavailableException;
import org.gardefou.access.ssh.SshException;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.backup.run.Failure.Code;
import org.gardefou.backup.source.SourceMissing;
import org.gardefou.restic.ResticException;

/** What a failure means. Pure. */
final class Failures {

    private static final int LONGEST_DETAIL = 1000;

    private Failures() {}

    static Failure of(Exception failure) {
        String said = String.valueOf(failure.getMessage());
        String detail = said.length() <= LONGEST_DETAIL ? said : said.substring(0, LONGEST_DETAIL);
        // Which file it is says more than the code's own sentence, and is the customer's to know.
        if (failure instanceof SiteTooLarge large) return new Failure(Code.SITE_TOO_LARGE, large.text(), detail);
        return Failure.of(code(failure), detail);
    }

    private static Code code(Exception failure) {
        return switch (failure) {
            case ResticException.BinaryMissing _ -> Code.RESTIC_MISSING;
            case ResticException.RepositoryLocked _ -> Code.REPOSITORY_LOCKED;
            case ResticException.RepositoryUnreachable away when away.refused() -> Code.REPOSITORY_REFUSED;
            case ResticException.RepositoryUnreachable _, ResticException.TimedOut _ -> Code.REPOSITORY_UNREACHABLE;
            case ResticException.RepositoryMissing _, ResticException.WrongPassword _, ResticException.Damaged _ ->
                Code.REPOSITORY_DAMAGED;
            case ResticException.NoSpace _ -> Code.NO_SPACE;
            case ResticException.BackupIncomplete _ -> Code.FILES_UNREADABLE;
            case ResticException.PathMissing _ -> Code.FILES_MISSING;
            case RepositoryUnusable unusable ->
                switch (unusable.what()) {
                    case KEY -> Code.REPOSITORY_KEY_UNAVAILABLE;
                    case PLACE -> Code.REPOSITORY_UNREACHABLE;
                    case SECRET -> Code.REPOSITORY_SECRET_MISSING;
                    case ERASED, NONE -> Code.REPOSITORY_ERASED;
                };
            case SecretUnavailableException _ -> Code.SECRET_MISSING;
            case Unconfined _ -> Code.UNCONFINED;
            case SshException ssh ->
                switch (ssh.reason()) {
                    case UNREACHABLE, LOST -> Code.SERVER_UNREACHABLE;
                    case OTHER_HOST_KEY -> Code.SERVER_UNTRUSTED;
                    case LOGIN_REFUSED, KEY_UNREADABLE -> Code.SERVER_LOGIN_REFUSED;
                    case NOT_FORWARDED -> Code.SERVER_NOT_READY;
                };
            case ServerNotReady _ -> Code.SERVER_NOT_READY;
            case StorageRefused refused -> full(refused) ? Code.NO_SPACE : Code.REPOSITORY_UNREACHABLE;
            case DatabaseException database -> databaseCode(database);
            case PostgresException postgres -> databaseCode(postgres);
            case DumpIncomplete _ -> Code.DATABASE_DUMP_FAILED;
            case SourceMissing missing ->
                missing.what() == SourceMissing.What.FOLDER ? Code.FILES_MISSING : Code.SITE_UNKNOWN;
            case IOException io -> full(io) ? Code.NO_SPACE : Code.UNEXPECTED;
            default -> Code.UNEXPECTED;
        };
    }

    /** The error numbers of MariaDB's server and client. */
    private static Code databaseCode(DatabaseException failure) {
        return switch (failure.code()) {
            // The last two: the administration may not make the user who reads the rows.
            case 1044, 1045, 1130, 1698, 1227, 1410 -> Code.DATABASE_ACCESS_DENIED;
            case 2002, 2003, 2005, 2006, 2013, 1040, 1203, 1226 -> Code.DATABASE_UNREACHABLE;
            case 1049 -> Code.DATABASE_MISSING;
            default -> full(failure) ? Code.NO_SPACE : Code.DATABASE_DUMP_FAILED;
        };
    }

    private static Code databaseCode(PostgresException failure) {
        return switch (failure.kind()) {
            case ACCESS_DENIED -> Code.DATABASE_ACCESS_DENIED;
            case UNREACHABLE -> Code.DATABASE_UNREACHABLE;
            case UNKNOWN_DATABASE -> Code.DATABASE_MISSING;
            case CLIENT_MISSING, CLIENT_OUTDATED -> Code.DATABASE_CLIENT_UNFIT;
            case BUSY, DUMP_CUT_SHORT, OWNER_MISSING, OTHER ->
                full(failure) ? Code.NO_SPACE : Code.DATABASE_DUMP_FAILED;
        };
    }

    private static boolean full(IOException failure) {
        String said = String.valueOf(failure.getMessage());
        return said.contains("No space left") || said.contains("Disk quota exceeded") || said.contains("Errcode: 28");
    }
}

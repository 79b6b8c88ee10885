package org.gardefou.backup.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;

/** Makes a backup that a restore waits for, past all the scheduled ones. */
@ApplicationScoped
class AwaitedBackupJob implements Job {

    private final BackupJob backup;

    AwaitedBackupJob(BackupJob backup) {
        this.backup = backup;
    }

    @Override
    public String name() {
        return "awaited-backup";
    }

    @Override
    public Lane lane() {
        return Lane.PROMPT;
    }

    @Override
    public Duration retryAfter(int failures) {
        return backup.retryAfter(failures);
    }

    @Override
    public void run(String id) {
        backup.run(id);
    }
}

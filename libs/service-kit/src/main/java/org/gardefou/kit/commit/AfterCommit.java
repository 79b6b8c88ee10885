package org.gardefou.kit.commit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** What is to happen when others can see what a transaction has written. */
@ApplicationScoped
public class AfterCommit {

    private final TransactionSynchronizationRegistry transaction;

    AfterCommit(TransactionSynchronizationRegistry transaction) {
        this.transaction = transaction;
    }

    /**
     * Does something once the caller's transaction has committed, on its thread, so it must be short; never if it is rolled back, and
     * at once where there is none. A process that dies in between does not do it: there must be something slower behind it.
     */
    public void run(Runnable action) {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            action.run();
            return;
        }
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) action.run();
            }
        });
    }
}

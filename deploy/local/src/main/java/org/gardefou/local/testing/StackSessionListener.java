package org.gardefou.local.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts the {@link TestStack} before the first test of a module and stops it after the last. It stays idle in modules
 * without a {@code stack-test.properties} on their test class path, so that plain unit tests do not pay for it.
 */
public final class StackSessionListener implements LauncherSessionListener {

    private static final String MARKER = "stack-test.properties";

    private final AtomicReference<@Nullable TestStack> running = new AtomicReference<>();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader == null || loader.getResource(MARKER) == null || System.getProperty(TestStack.RUNS) != null) {
            return;
        }
        try {
            running.set(TestStack.start());
        } catch (IOException cause) {
            throw new UncheckedIOException("The test stack did not start: " + cause.getMessage(), cause);
        }
        // A test run that is cut off must not leave a server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "test-stack-shutdown"));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        stop();
    }

    private void stop() {
        TestStack stack = running.getAndSet(null);
        if (stack != null) {
            stack.close();
        }
    }
}

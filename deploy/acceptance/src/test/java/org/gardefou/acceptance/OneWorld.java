package org.gardefou.acceptance;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link World} that they share, and ends it after the last; a class that is {@link Apart} gets one for itself. A
 * world that did not begin is not tried again.
 */
final class OneWorld implements ParameterResolver {

    /** How it began, well or not. */
    private record Beginning(
            @Nullable World world, @Nullable RuntimeException failure) implements AutoCloseable {

        static Beginning attempt() {
            try {
                return new Beginning(World.begin(), null);
            } catch (RuntimeException cause) {
                return new Beginning(null, cause);
            }
        }

        World get() {
            if (world == null) {
                throw new IllegalStateException("The suite and its site did not start.", failure);
            }
            return world;
        }

        @Override
        public void close() {
            if (world != null) {
                world.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return holder(context)
                .getStore(ExtensionContext.Namespace.create(OneWorld.class))
                .computeIfAbsent(Beginning.class, key -> Beginning.attempt(), Beginning.class)
                .get();
    }

    /** The class itself for what is apart: its store ends with its last test. */
    private static ExtensionContext holder(ExtensionContext context) {
        if (!context.getRequiredTestClass().isAnnotationPresent(Apart.class)) {
            return context.getRoot();
        }
        ExtensionContext holder = context;
        while (holder.getTestMethod().isPresent()) {
            holder = holder.getParent().orElseThrow();
        }
        return holder;
    }
}

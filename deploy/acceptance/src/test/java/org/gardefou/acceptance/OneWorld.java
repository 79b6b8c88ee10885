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
        Class<?> test = context.getRequiredTestClass();
        boolean apart = test.isAnnotationPresent(Apart.class);
        // A store looks into those above it: under the same key what is apart would find the world of the others.
        return (apart ? ofItsClass(context) : context.getRoot())
                .getStore(ExtensionContext.Namespace.create(OneWorld.class, apart ? test : World.class))
                .computeIfAbsent(Beginning.class, key -> Beginning.attempt(), Beginning.class)
                .get();
    }

    /** Its store ends with the last test of the class. */
    private static ExtensionContext ofItsClass(ExtensionContext context) {
        ExtensionContext holder = context;
        while (holder.getTestMethod().isPresent()) {
            holder = holder.getParent().orElseThrow();
        }
        return holder;
    }
}

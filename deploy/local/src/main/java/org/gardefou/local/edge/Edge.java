package org.gardefou.local.edge;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The edge's own process. Arguments: its port, then each route as {@code path:title:port}. */
final class Edge {

    private static final int START_LIMIT_SECONDS = 30;

    private Edge() {}

    public static void main(String[] arguments) throws ExecutionException, InterruptedException, TimeoutException {
        int port = Integer.parseInt(arguments[0]);
        List<Route> routes = Stream.of(arguments).skip(1).map(Route::parse).toList();
        Vertx vertx = vertx();
        EdgeServer.start(vertx, port, routes)
                .toCompletionStage()
                .toCompletableFuture()
                .get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** A Vert.x that reads nothing through its file cache: all it serves is in memory. */
    static Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    }
}

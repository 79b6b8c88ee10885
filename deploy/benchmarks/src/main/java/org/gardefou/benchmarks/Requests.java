package org.gardefou.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** HTTP/1.1 requests as the bytes that go over the wire. */
final class Requests {

    private Requests() {}

    /** A POST of each body that is supplied. */
    static Supplier<byte[]> posts(String path, String type, String token, Supplier<String> body) {
        return () -> {
            byte[] content = body.get().getBytes(StandardCharsets.UTF_8);
            byte[] head = head(
                    "POST", path, token, "Content-Type: " + type + "\r\nContent-Length: " + content.length + "\r\n");
            byte[] all = new byte[head.length + content.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(content, 0, all, head.length, content.length);
            return all;
        };
    }

    /** A GET of each path that is supplied. */
    static Supplier<byte[]> gets(String token, Supplier<String> path) {
        return () -> head("GET", path.get(), token, "");
    }

    private static byte[] head(String method, String path, String token, String more) {
        return (method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n" + more
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}

package org.gardefou.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A connection to a service on the loopback, kept for many requests, written and read as bytes: on two cores the load must cost little
 * beside what is measured, and a general HTTP client costs as much as the service.
 */
final class KeptConnection implements AutoCloseable {

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    KeptConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    /** Sends one request and reads its answer; anything but success is the end of the benchmark. */
    void exchange(byte[] request) throws IOException {
        out.write(request);
        out.flush();
        int status = readAnswer();
        if (status / 100 != 2) throw new IOException("Answered " + status);
    }

    private int readAnswer() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15))
                length = Integer.parseInt(header.substring(15).trim());
            chunked |= header.equalsIgnoreCase("transfer-encoding: chunked");
        }
        if (chunked) skipChunks();
        else in.skipNBytes(length);
        return status;
    }

    /** RFC 9112, section 7.1; no service of ours sends trailers. */
    private void skipChunks() throws IOException {
        int length;
        do {
            length = Integer.parseInt(line(), 16);
            in.skipNBytes(length);
            line();
        } while (length > 0);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new IOException("The connection ended");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

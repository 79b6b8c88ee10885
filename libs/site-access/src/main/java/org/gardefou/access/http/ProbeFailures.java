package org.gardefou.access.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.gardefou.access.http.ProbeResult.Problem;
import org.jspecify.annotations.Nullable;

/** Names what went wrong on the way to an answer. */
final class ProbeFailures {
    private ProbeFailures() {}

    static Problem problem(IOException e) {
        if (e instanceof SSLException) {
            return tls(e);
        }
        return switch (e) {
            case InterruptedIOException timeout -> Problem.TIMEOUT;
            case NoRouteToHostException unreachable -> Problem.CONNECTION_REFUSED;
            case ConnectException refused -> Problem.CONNECTION_REFUSED;
            case SocketException lost -> Problem.CONNECTION_LOST;
            case NoHttpResponseException none -> Problem.CONNECTION_LOST;
            case ConnectionClosedException closed -> Problem.CONNECTION_LOST;
            default -> Problem.BAD_ANSWER;
        };
    }

    private static Problem tls(IOException e) {
        if (e instanceof SSLPeerUnverifiedException) {
            return Problem.TLS_NAME_MISMATCH;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return Problem.TLS_EXPIRED;
            }
            if (cause instanceof CertPathBuilderException) {
                return Problem.TLS_CHAIN;
            }
            if (cause instanceof CertPathValidatorException path) {
                return path.getReason() == CertPathValidatorException.BasicReason.EXPIRED
                        ? Problem.TLS_EXPIRED
                        : Problem.TLS_CHAIN;
            }
            String words = cause.getMessage();
            if (words != null && words.startsWith("No subject alternative")) {
                return Problem.TLS_NAME_MISMATCH;
            }
        }
        return Problem.TLS_OTHER;
    }

    static String words(Problem problem, URI uri, ProbeLimits limits, @Nullable IOException e) {
        String said = e == null || e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
        return switch (problem) {
            case TIMEOUT -> uri + " did not answer within " + limits.total().toSeconds() + " s.";
            case CONNECTION_REFUSED -> "Nothing answers at " + uri + said + ".";
            case CONNECTION_LOST -> "The connection to " + uri + " ended before the answer did" + said + ".";
            case TLS_EXPIRED -> "The certificate of " + uri.getHost() + " is out of its time" + said + ".";
            case TLS_NAME_MISMATCH -> "The certificate is not for " + uri.getHost() + said + ".";
            case TLS_CHAIN -> "The certificate of " + uri.getHost() + " leads to no trusted authority" + said + ".";
            default -> "No proper answer from " + uri + said + ".";
        };
    }
}

package org.gardefou.verify;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;

/** The time stamps of the checkpoints' signatures. */
final class TimeStamps {

    /** How far the clocks of a hoster and an authority may be apart. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Set<String> authorities = new TreeSet<>();
    private int count;

    private TimeStamps() {}

    /**
     * Fails when one is wrong.
     *
     * @param trusted fingerprints (SHA-256 of the DER, in hex) of the authorities that are vouched for; all, when none is named
     */
    static TimeStamps check(Files files, Checkpoints checkpoints, Set<String> trusted) throws Fault {
        TimeStamps checked = new TimeStamps();
        for (Checkpoints.One checkpoint : checkpoints.all())
            for (String path : files.ending(".tsr", checkpoint.path() + "."))
                checked.check(files, checkpoint, path, trusted);
        return checked;
    }

    private void check(Files files, Checkpoints.One checkpoint, String path, Set<String> trusted) throws Fault {
        String name = path.substring(checkpoint.path().length() + 1, path.length() - ".tsr".length());
        String reason = "no certificate of that authority is in the bundle";
        for (String pem : files.ending(".pem", "authorities/" + name + ".")) {
            try {
                X509Certificate authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(files.bytes(pem)));
                Instant time =
                        TimeStampToken.check(files.bytes(path), files.bytes(checkpoint.path() + ".jws"), authority);
                demandPlausible(checkpoint, path, time);
                String fingerprint = Sha256.hex(authority.getEncoded());
                if (!trusted.isEmpty() && !trusted.contains(fingerprint))
                    throw wrong(
                            path,
                            "it is of the authority " + fingerprint + ", which is not among those that you trust");
                authorities.add(fingerprint);
                count++;
                return;
            } catch (GeneralSecurityException e) {
                reason = String.valueOf(e.getMessage());
            }
        }
        throw wrong(path, reason);
    }

    private static void demandPlausible(Checkpoints.One checkpoint, String path, Instant time) throws Fault {
        try {
            if (time.plus(TOLERANCE).isBefore(Instant.parse(checkpoint.time())))
                throw wrong(path, "it says " + time + ", and the checkpoint was made at " + checkpoint.time());
        } catch (DateTimeParseException e) {
            throw Fault.altered(checkpoint.path() + ".json has no time.");
        }
    }

    private static Fault wrong(String path, String why) {
        return new Fault(Outcome.WRONG_TIME_STAMP, "The time stamp " + path + " proves nothing: " + why + ".");
    }

    int count() {
        return count;
    }

    /** The fingerprints of those that were used. */
    Set<String> authorities() {
        return authorities;
    }
}

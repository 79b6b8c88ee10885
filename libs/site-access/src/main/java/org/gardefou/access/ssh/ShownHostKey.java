package org.gardefou.access.ssh;

import java.security.PublicKey;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/**
 * The key that a machine showed. Whether it is the right machine is for whoever can look there to say.
 *
 * @param fingerprint as {@code ssh-keygen -l -f /etc/ssh/ssh_host_…_key.pub} prints it there
 */
public record ShownHostKey(String kind, String fingerprint, String publicKey) {
    static ShownHostKey of(PublicKey key) {
        String line = PublicKeyEntry.toString(key);
        return new ShownHostKey(line.substring(0, line.indexOf(' ')), HostKeys.fingerprint(key), line);
    }
}

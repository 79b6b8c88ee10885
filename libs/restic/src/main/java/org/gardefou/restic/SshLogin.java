package org.gardefou.restic;

/**
 * How a repository over SFTP is logged in to.
 *
 * @param port 22 mostly
 * @param privateKey in OpenSSH's form, without a passphrase
 * @param hostKeys the server's public keys, one a line: {@code ssh-ed25519 AAAA…}; no other server is talked to
 */
public record SshLogin(String user, String host, int port, String privateKey, String hostKeys) {

    /** As {@code known_hosts} has them. */
    String knownHosts() {
        String name = port == 22 ? host : "[" + host + "]:" + port;
        StringBuilder lines = new StringBuilder();
        hostKeys.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(key -> lines.append(name).append(' ').append(key).append('\n'));
        return lines.toString();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SshLogin[" + user + "@" + host + ":" + port + "]";
    }
}

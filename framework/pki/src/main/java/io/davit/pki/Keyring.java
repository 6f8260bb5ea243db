package io.davit.pki;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;

/**
 * The certificates of one installation: the authority, what the API server shows, and what its administrator shows.
 *
 * @param authority the certificate to trust, for clients and for client certificates
 * @param serving what the API server shows; its chain is complete without the authority
 * @param administrator the client certificate of a member of {@code system:masters}
 */
public record Keyring(X509Certificate authority, Credential serving, Credential administrator) {

    /** The administrator's user name. */
    public static final String ADMINISTRATOR = "kubernetes-admin";

    /** The group that may do everything. */
    public static final String ADMINISTRATORS = "system:masters";

    /**
     * The keyring kept in a directory as PEM files, made at the first start and used again ever after.
     *
     * <p>Certificates near their end are renewed with the same keys, so old kubeconfigs go on working until their own
     * certificate ends. A serving certificate that lacks one of the hosts is made anew.
     *
     * @throws PkiException when files are missing, damaged, do not belong together, or cannot be written
     */
    public static Keyring in(Path directory, HostNames hosts, Clock clock) {
        return new KeyringFiles(directory, clock).open(hosts);
    }

    /** A new keyring that is kept nowhere. */
    public static Keyring inMemory(HostNames hosts, Clock clock) {
        Authority authority = Authority.create(KeyringFiles.AUTHORITY_NAME, clock.instant());
        return new Keyring(
                authority.credential().certificate(),
                authority.serving(Authority.newKeyPair(), hosts, clock.instant()),
                authority.client(Authority.newKeyPair(), ADMINISTRATOR, ADMINISTRATORS, clock.instant()));
    }
}

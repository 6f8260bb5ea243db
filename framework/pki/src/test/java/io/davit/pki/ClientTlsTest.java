package io.davit.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class ClientTlsTest {

    private final Keyring ours = Keyring.inMemory(HostNames.ofApiServer("10.0.0.1"), Clock.systemUTC());
    private final Keyring theirs = Keyring.inMemory(HostNames.ofApiServer("10.0.0.1"), Clock.systemUTC());

    @Test
    void trustsItsAuthority() throws Exception {
        assertThat(greeting(ClientTls.trusting(List.of(ours.authority()), null)))
                .isEqualTo("hello");
    }

    @Test
    void trustsAnyOfItsAuthorities() throws Exception {
        List<X509Certificate> both = List.of(theirs.authority(), ours.authority());
        assertThat(greeting(ClientTls.trusting(both, ours.administrator()))).isEqualTo("hello");
    }

    @Test
    void trustsNobodyElse() {
        assertThatThrownBy(() -> greeting(ClientTls.trusting(List.of(theirs.authority()), null)))
                .isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> greeting(ClientTls.trusting(List.of(), null))).isInstanceOf(SSLException.class);
    }

    @Test
    void trustsAnybodyWhenAskedTo() throws Exception {
        assertThat(greeting(ClientTls.trustingAnybody(null))).isEqualTo("hello");
    }

    @Test
    void readsItsOwnPem() throws Exception {
        Credential user = ours.administrator();
        Credential read = Credential.fromPem(
                user.certificatePem().getBytes(StandardCharsets.US_ASCII),
                user.keyPem().getBytes(StandardCharsets.US_ASCII));

        assertThat(read).isEqualTo(user);
    }

    /** What a server with our certificate says to such a client. */
    private String greeting(SSLContext client) throws Exception {
        try (SSLServerSocket server = (SSLServerSocket)
                serving().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> greeted = CompletableFuture.runAsync(() -> greet(server));
            try (SSLSocket socket = (SSLSocket)
                    client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                greeted.get(10, TimeUnit.SECONDS);
                return said;
            }
        }
    }

    private static void greet(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException refused) {
            // The client's side of the test tells.
        }
    }

    private SSLContext serving() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        Credential own = ours.serving();
        store.setKeyEntry("server", own.key(), new char[0], own.chain().toArray(Certificate[]::new));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }
}

package io.davit.kinds.certificates;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Who a certificate is asked for. */
public final class CertificateSubject {

    private static final int SEQUENCE = 0x30;
    private static final int LONG_FORM = 0x80;

    private CertificateSubject() {}

    /**
     * The organizations in the subject of a request, which Kubernetes takes for groups; none when it cannot be read.
     *
     * @param request the field of the API: PEM, in Base64 once more
     * @see <a href="https://www.rfc-editor.org/rfc/rfc2986">RFC 2986</a>
     */
    public static List<String> organizations(String request) {
        List<String> organizations = new ArrayList<>();
        try {
            for (Rdn part :
                    new LdapName(subject(CertificateRequest.der(request)).getName(X500Principal.RFC2253)).getRdns()) {
                if (part.getType().equalsIgnoreCase("O")) {
                    organizations.add(part.getValue().toString());
                }
            }
        } catch (IllegalArgumentException | BufferUnderflowException | InvalidNameException unreadable) {
            return List.of();
        }
        return organizations;
    }

    /** Of the request, its information, and in that the version and then the subject. */
    private static X500Principal subject(byte[] der) {
        ByteBuffer information = content(content(ByteBuffer.wrap(der)));
        content(information);
        information.mark();
        ByteBuffer subject = content(information);
        byte[] encoded = new byte[information.position() - information.reset().position()];
        information.get(encoded);
        if ((encoded[0] & 0xff) != SEQUENCE || subject.remaining() >= encoded.length) {
            throw new IllegalArgumentException("no subject");
        }
        return new X500Principal(encoded);
    }

    /** The content of the next element, which is skipped. */
    private static ByteBuffer content(ByteBuffer elements) {
        elements.get();
        int length = elements.get() & 0xff;
        if (length >= LONG_FORM) {
            int bytes = length - LONG_FORM;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length << 8 | elements.get() & 0xff;
            }
        }
        if (length < 0 || length > elements.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer content = elements.slice(elements.position(), length);
        elements.position(elements.position() + length);
        return content;
    }
}

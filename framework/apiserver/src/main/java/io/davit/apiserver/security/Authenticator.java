package io.davit.apiserver.security;

import io.davit.registry.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who makes a request: from a client certificate that the authority signed (common name and organisations), from a static
 * bearer token, or nobody in particular.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/">Authenticating</a>
 */
public final class Authenticator {

    private static final String AUTHENTICATED = "system:authenticated";
    private static final Caller ANONYMOUS = Caller.of("system:anonymous", "system:unauthenticated");
    private static final String BEARER = "bearer ";

    private final Map<String, Caller> tokens = new HashMap<>();

    public Authenticator(List<StaticToken> tokens) {
        tokens.forEach(each -> this.tokens.put(digest(each.token()), authenticated(each.caller())));
    }

    /**
     * The caller; null when credentials were shown that nobody knows.
     *
     * @param shown what the connection has shown
     * @param authorization the {@code Authorization} header, empty when there is none
     */
    @Nullable
    Caller authenticate(ShownCredentials shown, String authorization) {
        Caller certified = shown.certified();
        if (certified != null) {
            return certified;
        }
        String token = bearer(authorization);
        return token == null ? ANONYMOUS : tokens.get(shown.digest(token));
    }

    /** Whose token it is; null when nobody knows it. */
    @Nullable
    Caller ofToken(String token) {
        return tokens.get(digest(token.strip()));
    }

    /** The bearer token in a header; null when it holds none. */
    private static @Nullable String bearer(String authorization) {
        String header = authorization.strip();
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    static Caller ofCertificate(X509Certificate certificate) {
        String name = "";
        List<String> groups = new ArrayList<>();
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    name = part.getValue().toString();
                } else if (part.getType().equalsIgnoreCase("O")) {
                    groups.add(part.getValue().toString());
                }
            }
        } catch (InvalidNameException e) {
            return ANONYMOUS;
        }
        return authenticated(new Caller(name, "", groups, Map.of()));
    }

    private static Caller authenticated(Caller caller) {
        List<String> groups = new ArrayList<>(caller.groups());
        groups.add(AUTHENTICATED);
        return new Caller(caller.name(), caller.uid(), groups, caller.extra());
    }

    /** Tokens are looked up by digest, so that the time a look-up takes tells nothing about them. */
    static String digest(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

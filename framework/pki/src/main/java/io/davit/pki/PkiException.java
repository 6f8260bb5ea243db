package io.davit.pki;

/** Certificates, keys or a kubeconfig cannot be read, written or trusted. The message says which file and what would work, in one line. */
public final class PkiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PkiException(String message) {
        super(message);
    }

    PkiException(String message, Throwable cause) {
        super(message, cause);
    }
}

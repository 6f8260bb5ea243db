package io.davit.app;

import io.davit.app.history.HistoryException;
import io.davit.bench.BenchException;
import io.davit.pki.PkiException;
import io.davit.storage.StoreException;
import java.net.BindException;

/** What went wrong, told to somebody who did not write Davit. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Problem(String message) {
        super(message);
    }

    Problem(String message, Throwable cause) {
        super(message, cause);
    }

    /** The first cause that explains itself; failing that, the innermost one by name. */
    static String describe(Throwable thrown) {
        Throwable innermost = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (explainsItself(cause)) {
                return String.valueOf(cause.getMessage());
            }
            innermost = cause;
        }
        String name = innermost.getClass().getSimpleName();
        return "could not go on: " + name + (innermost.getMessage() == null ? "" : ": " + innermost.getMessage())
                + " (-v shows where)";
    }

    private static boolean explainsItself(Throwable thrown) {
        return thrown instanceof Problem
                || thrown instanceof StoreException
                || thrown instanceof PkiException
                || thrown instanceof BenchException
                || thrown instanceof HistoryException;
    }

    /** Whether somebody else listens on the port already. */
    static boolean isPortInUse(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean said = cause.getMessage() != null && cause.getMessage().contains("Address already in use");
            if (cause instanceof BindException || said) {
                return true;
            }
        }
        return false;
    }
}

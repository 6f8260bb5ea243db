package io.davit.kinds.certificates;

import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What is wrong with the PEM texts of a request; the API has them as bytes, so they are in Base64 once more. */
final class CertificateRequest {

    private static final String REQUEST = "CERTIFICATE REQUEST";

    private CertificateRequest() {}

    static String problem(String request) {
        String pem = text(request);
        String type = blockType(pem);
        if (!type.equals(REQUEST)) {
            return "PEM block type must be CERTIFICATE REQUEST";
        }
        byte[] der = content(pem, type);
        return isSequence(der) ? "" : "asn1: structure error: a certificate request is a sequence";
    }

    /** The content of the request; nothing when there is none. */
    static byte[] der(String request) {
        String pem = text(request);
        return blockType(pem).equals(REQUEST) ? content(pem, REQUEST) : new byte[0];
    }

    static String certificateProblem(String certificate) {
        String pem = text(certificate);
        String type = blockType(pem);
        if (type.isEmpty()) {
            return "must contain at least one CERTIFICATE PEM block";
        }
        return type.equals("CERTIFICATE") ? "" : "only CERTIFICATE PEM blocks are allowed, found " + Json.quote(type);
    }

    private static String text(String bytes) {
        return new String(Base64.getDecoder().decode(bytes), StandardCharsets.UTF_8);
    }

    /** The type of the first block; empty when there is none. */
    private static String blockType(String pem) {
        int begin = pem.indexOf("-----BEGIN ");
        int end = begin < 0 ? -1 : pem.indexOf("-----", begin + 11);
        if (end < 0) {
            return "";
        }
        String type = pem.substring(begin + 11, end);
        return pem.indexOf("-----END " + type + "-----", end) < 0 ? "" : type;
    }

    private static byte[] content(String pem, String type) {
        String head = "-----BEGIN " + type + "-----";
        int from = pem.indexOf(head) + head.length();
        String body = pem.substring(from, pem.indexOf("-----END " + type, from));
        return Base64.getMimeDecoder().decode(body);
    }

    private static boolean isSequence(byte[] der) {
        return der.length > 1 && der[0] == 0x30;
    }
}

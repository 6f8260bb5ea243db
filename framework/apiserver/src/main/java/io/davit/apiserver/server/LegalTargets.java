package io.davit.apiserver.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Escapes in a request target what RFC 3986 does not allow there, such as a {@code |} or a percent sign that escapes nothing. Clients send
 * such targets and other servers take them; {@link java.net.URI}, which stands behind this handler, does not.
 */
final class LegalTargets extends ChannelInboundHandlerAdapter {

    private static final String LEGAL = "-._~:/?@!$&'()*+,;=";

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request && !isLegal(request.uri())) {
            request.setUri(escaped(request.uri()));
        }
        super.channelRead(context, message);
    }

    static boolean isLegal(String target) {
        for (int i = 0; i < target.length(); i++) {
            if (!isLegal(target, i)) {
                return false;
            }
        }
        return true;
    }

    static String escaped(String target) {
        StringBuilder text = new StringBuilder();
        HexFormat hex = HexFormat.of().withUpperCase();
        for (int i = 0; i < target.length(); i++) {
            if (isLegal(target, i)) {
                text.append(target.charAt(i));
            } else {
                // The codec reads bytes as Latin-1 characters: each character here is one byte that was sent.
                for (byte each : target.substring(i, i + 1).getBytes(StandardCharsets.ISO_8859_1)) {
                    text.append('%').append(hex.toHexDigits(each));
                }
            }
        }
        return text.toString();
    }

    private static boolean isLegal(String target, int at) {
        char c = target.charAt(at);
        if (c == '%') {
            return at + 2 < target.length()
                    && HexFormat.isHexDigit(target.charAt(at + 1))
                    && HexFormat.isHexDigit(target.charAt(at + 2));
        }
        return c < 128 && (Character.isLetterOrDigit(c) || LEGAL.indexOf(c) >= 0);
    }
}

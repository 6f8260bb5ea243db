package io.davit.apiserver.server;

import io.davit.apiserver.endpoint.ApiRequest;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Sets the request target aside before anything reads it: {@code java.net.URI} refuses targets that Kubernetes answers, such as a query
 * with a broken escape. It travels in a header that a client's own can never reach.
 */
@ChannelHandler.Sharable
final class RequestTarget extends ChannelInboundHandlerAdapter {

    static final RequestTarget HANDLER = new RequestTarget();

    private RequestTarget() {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            request.headers().set(ApiRequest.TARGET, request.uri());
            request.setUri("/");
        }
        context.fireChannelRead(message);
    }
}

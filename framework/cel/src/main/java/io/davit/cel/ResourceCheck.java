package io.davit.cel;

/** What {@code authorizer.requestResource} is: the resource of a request, to be asked about. */
public record ResourceCheck(
        Authorizer authorizer, String group, String resource, String subresource, String namespace, String name) {}

package io.davit.registry.family;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** An object as its version knows it, and what strict decoding minds: {@code unknown field "spec.x"}, {@code duplicate field "a"}. */
public record Decoded(ObjectNode object, List<String> problems) {}

package io.davit.apiserver.transform;

import tools.jackson.databind.node.ObjectNode;

/** An object in the version it is served in, and in the one it is stored in, which cells are read from. */
public record Viewed(ObjectNode served, ObjectNode stored) {}

package io.davit.test.corpus;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the server said: the code, the texts of its warnings in order, and the body. */
record Reply(int code, List<String> warnings, JsonNode body) {}

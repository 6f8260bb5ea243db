package io.davit.registry.admission;

import java.util.Map;

/** Tells expressions of policies who may do what. */
public interface Authority {

    /** The names by which expressions ask, such as {@code authorizer}, and what answers. */
    Map<String, Object> names(Attributes attributes);
}

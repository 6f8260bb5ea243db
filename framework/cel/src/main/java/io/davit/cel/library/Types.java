package io.davit.cel.library;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.types.TypeParamType;

/** Types that signatures are written with. */
final class Types {

    static final CelType BOOL = SimpleType.BOOL;
    static final CelType INT = SimpleType.INT;
    static final CelType DOUBLE = SimpleType.DOUBLE;
    static final CelType STRING = SimpleType.STRING;
    static final CelType DYN = SimpleType.DYN;
    static final CelType T = TypeParamType.create("T");
    static final CelType K = TypeParamType.create("K");
    static final CelType V = TypeParamType.create("V");
    static final CelType LIST_T = ListType.create(T);
    static final CelType STRINGS = ListType.create(SimpleType.STRING);

    static final CelType URL = StructTypeReference.create("kubernetes.URL");
    static final CelType QUANTITY = StructTypeReference.create("kubernetes.Quantity");
    static final CelType SEMVER = StructTypeReference.create("kubernetes.Semver");
    static final CelType FORMAT = StructTypeReference.create("kubernetes.NamedFormat");
    static final CelType IP = OpaqueType.create("net.IP");
    static final CelType CIDR = OpaqueType.create("net.CIDR");
    static final CelType AUTHORIZER = StructTypeReference.create("kubernetes.authorization.Authorizer");
    static final CelType PATH_CHECK = StructTypeReference.create("kubernetes.authorization.PathCheck");
    static final CelType GROUP_CHECK = StructTypeReference.create("kubernetes.authorization.GroupCheck");
    static final CelType RESOURCE_CHECK = StructTypeReference.create("kubernetes.authorization.ResourceCheck");
    static final CelType DECISION = StructTypeReference.create("kubernetes.authorization.Decision");

    private Types() {}

    static CelType list(CelType element) {
        return ListType.create(element);
    }

    static CelType map(CelType key, CelType value) {
        return MapType.create(key, value);
    }

    static CelType optional(CelType value) {
        return OptionalType.create(value);
    }
}

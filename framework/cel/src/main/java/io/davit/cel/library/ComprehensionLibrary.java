package io.davit.cel.library;

import io.davit.cel.value.Failure;
import io.davit.cel.value.MapValue;
import io.davit.cel.value.PlainMap;
import io.davit.cel.value.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What macros with two variables collect maps with. */
final class ComprehensionLibrary {

    private ComprehensionLibrary() {}

    static List<Function> functions() {
        return List.of(Function.named("cel.@mapInsert")
                .global(
                        "@mapInsert_map_key_value",
                        Types.map(Types.K, Types.V),
                        List.of(Types.map(Types.K, Types.V), Types.K, Types.V),
                        a -> {
                            PlainMap map = growing((MapValue) a[0]);
                            Failure taken = add(map, a[1], a[2]);
                            return taken == null ? map : taken;
                        })
                .global(
                        "@mapInsert_map_map",
                        Types.map(Types.K, Types.V),
                        List.of(Types.map(Types.K, Types.V), Types.map(Types.K, Types.V)),
                        a -> {
                            PlainMap map = growing((MapValue) a[0]);
                            MapValue more = (MapValue) a[1];
                            for (Object key : more.keys()) {
                                Object value = more.find(key);
                                Failure taken = value == null ? null : add(map, key, value);
                                if (taken != null) {
                                    return taken;
                                }
                            }
                            return map;
                        })
                .build());
    }

    /** Only a macro calls this, with the map that it began. */
    private static PlainMap growing(MapValue map) {
        return map instanceof PlainMap plain ? plain : new PlainMap();
    }

    private static @Nullable Failure add(PlainMap map, Object key, Object value) {
        return map.add(key, value) ? null : new Failure("insert failed: key " + Texts.plain(key) + " already exists");
    }
}

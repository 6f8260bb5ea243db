package io.davit.registry.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.storage.Entry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RenderingsTest {

    private static final ObjectView ONE = object -> new byte[0];
    private static final ObjectView OTHER = object -> new byte[1];

    @Test
    void keepsWhatEachViewShows() {
        Renderings renderings = new Renderings(10_000);
        CachedObject object = object("a");
        renderings.put(object, ONE, new byte[10]);
        renderings.put(object, OTHER, new byte[20]);
        assertThat(renderings.get(object, ONE)).hasSize(10);
        assertThat(renderings.get(object, OTHER)).hasSize(20);
        assertThat(renderings.get(object("a"), ONE)).as("another state").isNull();
    }

    @Test
    void letsGoWhatWasNotAskedForLongest() {
        Renderings renderings = new Renderings(3_000);
        CachedObject first = object("first");
        CachedObject second = object("second");
        CachedObject third = object("third");
        renderings.put(first, ONE, new byte[1_000]);
        renderings.put(second, ONE, new byte[1_000]);
        assertThat(renderings.get(first, ONE)).isNotNull();
        renderings.put(third, ONE, new byte[1_000]);
        assertThat(renderings.get(second, ONE)).isNull();
        assertThat(renderings.get(first, ONE)).isNotNull();
        assertThat(renderings.get(third, ONE)).isNotNull();
    }

    @Test
    void neverKeepsMoreThanThereIsRoom() {
        Renderings renderings = new Renderings(3_000);
        CachedObject object = object("large");
        renderings.put(object, ONE, new byte[5_000]);
        assertThat(renderings.get(object, ONE)).isNull();
    }

    private static CachedObject object(String name) {
        byte[] json = ("{\"apiVersion\":\"v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"" + name + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        return CachedObject.of(new Entry("/registry/things/" + name, json, 1, 1));
    }
}

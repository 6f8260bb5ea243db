package io.davit.registry.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.storage.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedObjectsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void isASortedMapWhateverIsPutAndRemoved(int seed) {
        Random random = new Random(seed);
        TreeMap<String, CachedObject> model = new TreeMap<>();
        SortedObjects objects = SortedObjects.EMPTY;
        for (int i = 0; i < 20_000; i++) {
            String key = "/registry/x/" + random.nextInt(3_000);
            boolean grows = i / 5_000 % 2 == 0;
            if (random.nextInt(10) < (grows ? 8 : 2)) {
                CachedObject object = object(key, i + 1);
                objects = objects.with(object);
                model.put(key, object);
            } else {
                objects = objects.without(key);
                model.remove(key);
            }
            if (i % 500 == 0) {
                assertSame(objects, model, random);
            }
        }
        assertSame(objects, model, random);
        for (String key : List.copyOf(model.keySet())) {
            objects = objects.without(key);
        }
        assertThat(objects.size()).isZero();
    }

    @Test
    void anEarlierStateStaysAsItWas() {
        SortedObjects before = SortedObjects.EMPTY;
        for (int i = 0; i < 200; i++) {
            before = before.with(object("/k/" + i, i + 1));
        }
        List<CachedObject> seen = all(before);
        before.with(object("/k/new", 900)).without("/k/7").with(object("/k/8", 901));
        assertThat(all(before)).isEqualTo(seen).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 65, 4096, 4097, 10_000})
    void isMadeOfAListAtOnce(int size) {
        TreeMap<String, CachedObject> model = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            CachedObject object = object("/k/" + i, i + 1);
            model.put(object.key(), object);
        }
        assertSame(SortedObjects.of(List.copyOf(model.values())), model, new Random(1));
    }

    private static void assertSame(SortedObjects objects, TreeMap<String, CachedObject> model, Random random) {
        assertThat(objects.size()).isEqualTo(model.size());
        assertThat(all(objects)).isEqualTo(List.copyOf(model.values()));
        for (int i = 0; i < 20; i++) {
            String key = "/registry/x/" + random.nextInt(3_000);
            assertThat(objects.get(key)).isSameAs(model.get(key));
            assertThat(objects.before(key)).isEqualTo(model.headMap(key).size());
            List<CachedObject> tail = new ArrayList<>();
            objects.from(key, tail::add);
            assertThat(tail).isEqualTo(List.copyOf(model.tailMap(key).values()));
        }
    }

    private static List<CachedObject> all(SortedObjects objects) {
        List<CachedObject> all = new ArrayList<>();
        objects.from("", all::add);
        return all;
    }

    private static CachedObject object(String key, long revision) {
        byte[] json = "{\"metadata\":{}}".getBytes(StandardCharsets.UTF_8);
        return CachedObject.of(new Entry(key, json, revision, revision));
    }
}

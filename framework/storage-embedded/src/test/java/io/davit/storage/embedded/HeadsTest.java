package io.davit.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadsTest {

    private final Heads heads = new Heads();

    @Test
    void findsWhatWasPutAndNothingElse() {
        heads.put(7, 100);
        assertThat(heads.find(7)).isEqualTo(100);
        assertThat(heads.find(8)).isZero();
        heads.put(7, 101);
        assertThat(heads.find(7)).isEqualTo(101);
        heads.remove(7);
        heads.remove(7);
        assertThat(heads.find(7)).isZero();
    }

    @Test
    void aSharedHashStaysUnknown() {
        heads.put(7, 100);
        heads.put(7, Heads.UNKNOWN);
        heads.put(7, 101);
        heads.remove(7);
        assertThat(heads.find(7)).isEqualTo(Heads.UNKNOWN);
    }

    @Test
    void behavesLikeAMap() {
        Random random = new Random(11);
        Map<Long, Long> map = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            // Few homes, so that long runs form, grow and shrink.
            long hash = random.nextInt(3000) * 0x100_0001L + random.nextInt(2) * 0x40_0000_0000L;
            if (random.nextInt(3) == 0) {
                heads.remove(hash);
                map.remove(hash);
            } else {
                heads.put(hash, i + 1);
                map.put(hash, i + 1L);
            }
        }
        map.forEach((hash, revision) -> assertThat(heads.find(hash)).isEqualTo(revision));
        assertThat(heads).hasToString(map.size() + " keys, 0 of them with a shared hash");
    }

    @Test
    void tellsKeysApartAndNotTheirVersions() {
        long one = Heads.hash(Rows.versionKey("/pods/default/one", 5));
        assertThat(Heads.hash(Rows.versionKey("/pods/default/one", 77))).isEqualTo(one);
        assertThat(Heads.hash(Rows.versionKey("/pods/default/two", 5))).isNotEqualTo(one);
        assertThat(Heads.hash(Rows.versionKey("/pods/default/on", 5))).isNotEqualTo(one);
        assertThat(Heads.hash(Rows.versionKey("/pods/default/one\u0000", 5))).isNotEqualTo(one);
    }
}

package io.davit.test.golden;

import java.util.List;
import java.util.Map;

/**
 * What the server answered.
 *
 * @param headers by name in small letters, in the order they came
 */
record Answer(int code, Map<String, List<String>> headers, byte[] body) {

    String header(String name) {
        return headers.getOrDefault(name, List.of("")).getFirst();
    }
}

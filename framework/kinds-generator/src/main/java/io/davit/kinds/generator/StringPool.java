package io.davit.kinds.generator;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts written once and referred to by number. Number 0 is the empty text. */
final class StringPool {

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    StringPool() {
        number("");
    }

    int number(String text) {
        return numbers.computeIfAbsent(text, t -> numbers.size());
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(numbers.size());
        for (String text : numbers.keySet()) {
            out.writeUTF(text);
        }
    }
}

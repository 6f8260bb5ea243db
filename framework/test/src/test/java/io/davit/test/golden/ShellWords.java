package io.davit.test.golden;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line as a shell does: blanks separate, quotes and backslashes keep together. */
final class ShellWords {

    private ShellWords() {}

    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == '\'' ? c == '\'' : quote == '"' && c == '"') {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                begun = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else if (c == '\\' && escapes(quote, line, i)) {
                word.append(line.charAt(++i));
                begun = true;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean escapes(char quote, String line, int at) {
        if (at + 1 == line.length() || quote == '\'') {
            return false;
        }
        return quote == 0 || line.charAt(at + 1) == '"' || line.charAt(at + 1) == '\\';
    }
}

package io.davit.app;

import io.davit.apiserver.security.StaticToken;
import io.davit.registry.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of bearer tokens: comma-separated token, user name, user uid and, as an optional fourth column in double quotes, groups.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#static-token-file">Static token file</a>
 */
final class TokenFile {

    private TokenFile() {}

    /** Reads the file. A message about a bad line names the line and never shows a token. */
    static List<StaticToken> read(Path file) {
        try {
            return parse(file, Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new Problem("the token file " + file + " does not exist", e);
        } catch (IOException e) {
            throw new Problem("cannot read the token file " + file + ": " + e.getMessage(), e);
        }
    }

    private static List<StaticToken> parse(Path file, String text) {
        List<StaticToken> tokens = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<String> lines = text.lines().toList();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (line.isBlank()) {
                continue;
            }
            String where = "line " + number + " of the token file " + file;
            List<String> columns = columns(where, line);
            if (columns.size() < 3) {
                throw new Problem(
                        where + " must have at least 3 columns (token, user name, user uid), found " + columns.size());
            }
            if (columns.getFirst().isEmpty()) {
                throw new Problem(where + " has an empty token");
            }
            if (!seen.add(columns.getFirst())) {
                throw new Problem(where + " has a token that an earlier line has, too");
            }
            tokens.add(token(columns));
        }
        return tokens;
    }

    private static StaticToken token(List<String> columns) {
        List<String> groups = new ArrayList<>();
        if (columns.size() > 3) {
            for (String group : columns.get(3).split(",")) {
                if (!group.isEmpty()) {
                    groups.add(group);
                }
            }
        }
        return new StaticToken(columns.getFirst(), new Caller(columns.get(1), columns.get(2), groups, Map.of()));
    }

    /** The columns of a line of CSV (RFC 4180): a column in double quotes may hold commas, and quotes written twice. */
    private static List<String> columns(String where, String line) {
        List<String> columns = new ArrayList<>();
        int at = 0;
        while (at <= line.length()) {
            if (at < line.length() && line.charAt(at) == '"') {
                StringBuilder column = new StringBuilder();
                at = quoted(where, line, at + 1, column);
                columns.add(column.toString());
            } else {
                int comma = line.indexOf(',', at);
                int end = comma < 0 ? line.length() : comma;
                String column = line.substring(at, end);
                if (column.indexOf('"') >= 0) {
                    throw new Problem(where + " has a double quote inside a column that does not begin with one");
                }
                columns.add(column);
                at = end + 1;
            }
        }
        return columns;
    }

    /** Reads to the closing quote; returns where the next column begins. */
    private static int quoted(String where, String line, int start, StringBuilder column) {
        int at = start;
        while (at < line.length()) {
            char letter = line.charAt(at);
            if (letter != '"') {
                column.append(letter);
                at++;
            } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
                column.append('"');
                at += 2;
            } else if (at + 1 == line.length() || line.charAt(at + 1) == ',') {
                return at + 2;
            } else {
                throw new Problem(where + " has text after a closing double quote");
            }
        }
        throw new Problem(where + " has a double quote that is not closed");
    }
}

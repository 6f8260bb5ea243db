package io.davit.kinds.codec;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;

/** Why a text is no YAML, in the words of libyaml, which clients of the API know. */
final class YamlSyntax {

    /** A complaint of our parser by its beginning, and libyaml's for the same fault. */
    private record Words(String ours, String libyaml) {}

    private static final String SEQUENCE = "while parsing a block collection";

    private static final List<Words> WORDS = List.of(
            new Words("mapping values are not allowed", "mapping values are not allowed in this context"),
            new Words("mapping keys are not allowed", "mapping keys are not allowed in this context"),
            new Words("sequence entries are not allowed", "block sequence entries are not allowed in this context"),
            new Words("expected ',' or ']'", "did not find expected ',' or ']'"),
            new Words("expected ',' or '}'", "did not find expected ',' or '}'"),
            new Words("expected <block end>", "did not find expected key"),
            new Words("expected the node content", "did not find expected node content"),
            new Words("expected '<document start>'", "did not find expected <document start>"),
            new Words("found undefined tag handle", "found undefined tag handle"),
            new Words("found duplicate YAML directive", "found duplicate %YAML directive"),
            new Words("duplicate tag handle", "found duplicate %TAG directive"),
            new Words("found character", "found character that cannot start any token"),
            new Words("found unexpected document separator", "found unexpected document indicator"),
            new Words("found unknown escape character", "found unknown escape character"),
            new Words("expected escape sequence", "did not find expected hexdecimal number"),
            new Words("unexpected character found", "did not find expected alphabetic or numeric character"),
            new Words("expected a comment or a line break", "did not find expected comment or line break"),
            new Words("expected chomping or indentation", "did not find expected comment or line break"),
            new Words("expected indentation indicator", "found an indentation indicator equal to 0"),
            new Words("expected URI escape sequence", "did not find URI escaped octet"),
            new Words("expected URI", "did not find expected tag URI"),
            new Words("expected '!'", "did not find expected '!'"),
            new Words("expected '>'", "did not find the expected '>'"),
            new Words("expected ' '", "did not find expected whitespace or line break"),
            new Words("expected alphabetic or numeric", "could not find expected directive name"));

    private YamlSyntax() {}

    /** @param before what was read last */
    static String complaint(MarkedYamlEngineException e, @Nullable Event before) {
        return "yaml: " + line(e) + problem(e, before);
    }

    /** Where it was noticed: upstream counts lines from 1 in its scanner, from 0 in its parser, and does not number the first. */
    private static String line(MarkedYamlEngineException e) {
        int line = e.getProblemMark().map(Mark::getLine).orElse(0) + (endsInALine(e) ? 1 : 0);
        if (line == 0) {
            return "";
        }
        return "line " + (e instanceof ScannerException ? line + 1 : line) + ": ";
    }

    /** The end of a text comes after its last line, also when that line has no end. */
    private static boolean endsInALine(MarkedYamlEngineException e) {
        @Nullable String problem = e.getProblem();
        return problem != null
                && problem.contains("<stream end>")
                && e.getProblemMark().map(Mark::getColumn).orElse(0) > 0;
    }

    /** Whether there is nothing but the ends of lines between the two. */
    private static boolean reaches(ScalarEvent scalar, MarkedYamlEngineException e) {
        Optional<Mark> end = scalar.getEndMark();
        Optional<Mark> problem = e.getProblemMark();
        if (end.isEmpty() || problem.isEmpty()) {
            return false;
        }
        int lines = problem.get().getLine() - end.get().getLine();
        return problem.get().getIndex() - end.get().getIndex()
                == lines + problem.get().getColumn();
    }

    private static String problem(MarkedYamlEngineException e, @Nullable Event before) {
        @Nullable String said = e.getProblem();
        String problem = said == null ? "" : said;
        if (problem.startsWith("found character '\\t") && before instanceof ScalarEvent scalar && reaches(scalar, e)) {
            // it could have gone on in this line
            switch (scalar.getScalarStyle()) {
                case PLAIN -> {
                    return "found a tab character that violates indentation";
                }
                case LITERAL, FOLDED -> {
                    return "found a tab character where an indentation space is expected";
                }
                default -> {}
            }
        }
        if (problem.startsWith("expected <block end>") && SEQUENCE.equals(e.getContext())) {
            return "did not find expected '-' indicator";
        }
        for (Words words : WORDS) {
            if (problem.startsWith(words.ours())) {
                return words.libyaml();
            }
        }
        return problem;
    }
}

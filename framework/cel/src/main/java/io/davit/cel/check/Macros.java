package io.davit.cel.check;

import dev.cel.parser.CelMacro;
import java.util.List;

/** The macros that Kubernetes knows beyond the language's own. */
final class Macros {

    static final List<CelMacro> ALL = List.of();

    private Macros() {}
}

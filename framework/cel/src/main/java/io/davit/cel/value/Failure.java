package io.davit.cel.value;

/**
 * An error as a value: CEL lets {@code ||}, {@code &&} and the quantifying macros absorb errors, so an error travels like any other result.
 * The message is in cel-go's words.
 */
public record Failure(String message) {

    /** An operator or function met values it is not made for. */
    public static final Failure NO_SUCH_OVERLOAD = new Failure("no such overload");

    public static Failure noSuchKey(Object key) {
        return new Failure("no such key: " + Texts.plain(key));
    }

    public static Failure outOfBounds(Object index) {
        return new Failure("index out of bounds: " + Texts.plain(index));
    }

    /** What a function that knows no such arguments answers, with the names of their types. */
    public static Failure noSuchOverload(String function, Object... arguments) {
        StringBuilder text =
                new StringBuilder("no such overload: ").append(function).append('(');
        for (int i = 0; i < arguments.length; i++) {
            text.append(i == 0 ? "" : ", ").append(TypeName.of(arguments[i]).name());
        }
        return new Failure(text.append(')').toString());
    }

    public static Failure conversion(Object from, String to) {
        return new Failure("type conversion error from '" + TypeName.of(from).name() + "' to '" + to + "'");
    }
}

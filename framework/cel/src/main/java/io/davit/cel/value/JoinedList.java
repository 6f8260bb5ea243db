package io.davit.cel.value;

/** Two lists, one after the other. */
final class JoinedList extends ListValue {

    /** Chains deeper than this are copied flat, so no stack can overflow on reading. */
    private static final int DEEPEST = 50;

    private final ListValue first;
    private final ListValue second;
    private final int depth;

    JoinedList(ListValue first, ListValue second) {
        this.first = flat(first);
        this.second = flat(second);
        this.depth = 1 + Math.max(depth(this.first), depth(this.second));
    }

    @Override
    public int size() {
        return first.size() + second.size();
    }

    @Override
    public Object get(int index) {
        int boundary = first.size();
        return index < boundary ? first.get(index) : second.get(index - boundary);
    }

    private static ListValue flat(ListValue list) {
        return depth(list) >= DEEPEST ? PlainList.of(list) : list;
    }

    private static int depth(ListValue list) {
        return list instanceof JoinedList joined ? joined.depth : 0;
    }
}

package io.davit.cel.value;

import java.util.ArrayList;
import java.util.List;

/** The list that a macro collects into: adding to it changes it, for only the macro sees it until it is done. */
public final class GrowingList extends ListValue {

    private final List<Object> elements = new ArrayList<>();

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public Object get(int index) {
        return elements.get(index);
    }

    @Override
    public ListValue plus(ListValue other) {
        for (int i = 0, size = other.size(); i < size; i++) {
            elements.add(other.get(i));
        }
        return this;
    }

    /** The list as it is for everybody else. */
    public ListValue done() {
        return new PlainList(elements);
    }
}

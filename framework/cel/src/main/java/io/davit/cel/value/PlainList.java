package io.davit.cel.value;

import java.util.ArrayList;
import java.util.List;

/** A list of ready values. */
public final class PlainList extends ListValue {

    public static final PlainList EMPTY = new PlainList(List.of());

    private final List<Object> elements;

    public PlainList(List<Object> elements) {
        this.elements = elements;
    }

    public static PlainList of(ListValue list) {
        List<Object> elements = new ArrayList<>(list.size());
        list.forEach(elements::add);
        return new PlainList(elements);
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public Object get(int index) {
        return elements.get(index);
    }
}

package io.davit.apiserver.endpoint;

import io.davit.apiserver.request.ListOptions;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.SelectableField;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.model.selector.FieldSelector;
import io.davit.model.selector.FieldSelector.Term;
import io.davit.model.selector.LabelSelector;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Family;
import io.davit.registry.family.Served;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What a list or a watch takes of a family: a namespace, and what its selectors want. */
public final class Selection implements Predicate<CachedObject> {

    private final Served served;
    private final String namespace;
    private final String under;
    private final LabelSelector labels;
    private final FieldSelector fields;
    private final Map<String, SelectableField> known = new HashMap<>();

    private Selection(Served served, String namespace, LabelSelector labels, FieldSelector fields) {
        this.served = served;
        this.namespace = namespace;
        this.under = served.family().under(namespace);
        this.labels = labels;
        this.fields = fields;
        served.definition().selectableFields().forEach(field -> known.put(field.label(), field));
    }

    /** Reads the selectors; a label or a field that cannot be selected by is a bad request. */
    public static Selection of(Served served, String namespace, ListOptions options) {
        LabelSelector labels = LabelSelector.parse(options.labelSelector());
        FieldSelector fields = FieldSelector.parse(options.fieldSelector());
        Selection selection = new Selection(served, namespace, labels, fields);
        fields.terms().forEach(term -> selection.check(term.field()));
        return selection;
    }

    /** The same for one object alone; a field selector that wants another is a bad request. */
    Selection named(String name) {
        if (fields.terms().stream().anyMatch(term -> term.field().equals("metadata.name") && !term.matches(name))) {
            throw ApiException.badRequest("fieldSelector metadata.name doesn't match requested name");
        }
        List<Term> terms = new ArrayList<>(fields.terms());
        terms.add(new Term("metadata.name", true, name));
        return new Selection(served, namespace, labels, FieldSelector.of(terms));
    }

    /** Whether the key of the only object that could be selected is known: such a list has no pages. */
    boolean atMostOne() {
        return (!served.family().namespaced() || !namespace.isEmpty())
                && fields.terms().stream().anyMatch(term -> term.field().equals("metadata.name") && term.equal());
    }

    /** The prefix of the keys in question. */
    public String under() {
        return under;
    }

    public boolean selects() {
        return !labels.isEverything() || !fields.isEverything();
    }

    @Override
    public boolean test(CachedObject object) {
        return (labels.isEverything() || labels.matches(object.labels()))
                && (fields.isEverything() || matchesFields(object));
    }

    private boolean matchesFields(CachedObject object) {
        Family family = served.family();
        ObjectNode[] tree = new ObjectNode[1];
        return fields.matches(field -> switch (field) {
            case "metadata.name" -> object.name();
            case "metadata.namespace" -> family.namespaceOf(object.key());
            default -> {
                if (tree[0] == null) {
                    tree[0] = served.shape().view().rendersStored()
                            ? object.tree()
                            : Json.parseObject(served.current().bytes(object));
                }
                SelectableField selectable = known.get(field);
                yield selectable == null ? "" : selectable.value(tree[0]);
            }
        });
    }

    private void check(String field) {
        if (field.equals("metadata.name") || field.equals("metadata.namespace") || known.containsKey(field)) {
            return;
        }
        ResourceDefinition definition = served.definition();
        String supported = new TreeSet<>(known.keySet())
                .stream().map(label -> ", \"" + label + "\"").collect(Collectors.joining());
        if (definition.custom() || !known.isEmpty()) {
            throw ApiException.badRequest("field label not supported: " + field);
        }
        throw ApiException.badRequest("\"" + field
                + "\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"" + supported);
    }
}

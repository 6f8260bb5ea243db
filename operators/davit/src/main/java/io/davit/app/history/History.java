package io.davit.app.history;

import io.davit.app.history.Api.Answer;
import io.davit.app.history.Revision.Event;
import io.davit.model.meta.Meta;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The revisions of one object, from the newest back to its creation, or to where the past is no longer kept.
 *
 * <p>It walks by reading the object at its own resourceVersion minus 1, again and again: each step is one read of one object.
 */
public final class History implements AutoCloseable {

    /** What an answer of 410 says at its end: the oldest revision that is kept. */
    private static final Pattern OLDEST = Pattern.compile("\\((\\d+)\\)$");

    private final Api api;
    private final Resource resource;
    private final String namespace;
    private final String name;

    private History(Api api, Resource resource, String namespace, String name) {
        this.api = api;
        this.resource = resource;
        this.namespace = namespace;
        this.name = name;
    }

    /**
     * Finds the resource.
     *
     * @param resource a name of it, as kubectl takes them
     * @param namespace null for the one of the kubeconfig's context
     */
    public static History of(Access access, String resource, @Nullable String namespace, String name) {
        Api api = new Api(access);
        try {
            return new History(
                    api, Discovery.find(api, resource), namespace == null ? access.namespace() : namespace, name);
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    /** What it is the history of. */
    Resource resource() {
        return resource;
    }

    String namespace() {
        return resource.namespaced() ? namespace : "";
    }

    String name() {
        return name;
    }

    /**
     * Tells the revisions, newest first.
     *
     * @param at begins with the state at this revision; 0 for the newest
     * @param limit at most so many; 0 for all
     * @return whether the telling ended at the object's creation or the limit, not where the past is no longer kept
     */
    boolean tell(long at, int limit, Consumer<Revision> to) {
        int left = limit == 0 ? Integer.MAX_VALUE : limit;
        ObjectNode state = at == 0 ? newest() : stateAt(at);
        if (state == null) {
            Deletion deletion = deletion();
            to.accept(deletion.revision());
            left--;
            state = deletion.last();
        }
        while (left-- > 0) {
            Past past = before(state);
            to.accept(revision(state, past));
            switch (past) {
                case Past.None none -> {
                    return true;
                }
                case Past.Forgotten forgotten -> {
                    return false;
                }
                case Past.State before -> state = before.object();
            }
        }
        return true;
    }

    @Override
    public void close() {
        api.close();
    }

    /** What was before a state. */
    private sealed interface Past {

        record State(ObjectNode object) implements Past {}

        record None() implements Past {}

        record Forgotten() implements Past {}
    }

    private record Deletion(Revision revision, ObjectNode last) {}

    private Revision revision(ObjectNode state, Past past) {
        ObjectNode before = past instanceof Past.State known ? known.object() : null;
        List<Change> changes = before == null ? List.of() : changes(before, state);
        Author author = Author.of(before, state, changes);
        Event event = switch (past) {
            case Past.State known -> Event.CHANGED;
            case Past.None none -> Event.CREATED;
            case Past.Forgotten forgotten -> Event.OLDEST_KEPT;
        };
        String time = event == Event.CREATED ? Meta.of(state).creationTimestamp() : author == null ? "" : author.time();
        String notBefore = time.isEmpty() ? Author.lastTime(before == null ? state : before) : "";
        return new Revision(revision(state), event, time, notBefore, author, changes);
    }

    private List<Change> changes(ObjectNode before, ObjectNode after) {
        List<Change> changes = Differences.between(before, after);
        return resource.isSecret() ? Secrecy.keep(changes) : changes;
    }

    private Past before(ObjectNode state) {
        long revision = revision(state);
        if (revision <= 1) {
            return new Past.None();
        }
        Answer answer = api.get(exactly(revision - 1));
        return switch (answer.code()) {
            case 404 -> new Past.None();
            case 410 -> new Past.Forgotten();
            case 200 -> {
                if (revision(answer.body()) >= revision) {
                    throw new HistoryException(api.server()
                            + " cannot show the past of one object: it answers with the newest state (Davit can)");
                }
                yield new Past.State(answer.body());
            }
            default -> throw new HistoryException(answer.message());
        };
    }

    /** Null when there is none. */
    private @Nullable ObjectNode newest() {
        Answer answer = api.get(resource.path(namespace, name));
        if (!answer.ok() && answer.code() != 404) {
            throw new HistoryException(answer.message());
        }
        return answer.ok() ? answer.body() : null;
    }

    private ObjectNode stateAt(long revision) {
        Answer answer = api.get(exactly(revision));
        if (answer.code() == 404) {
            throw new HistoryException(what() + " was not there at resourceVersion " + revision);
        }
        if (answer.code() == 410) {
            throw new HistoryException("resourceVersion " + revision + " is no longer kept" + oldest(answer));
        }
        if (answer.code() == 504) {
            throw new HistoryException("resourceVersion " + revision + " is yet to come");
        }
        if (!answer.ok()) {
            throw new HistoryException(answer.message());
        }
        if (revision(answer.body()) > revision) {
            throw new HistoryException(
                    api.server() + " cannot show the past of one object: it answers with the newest state (Davit can)");
        }
        return answer.body();
    }

    /** The last deletion of the object that is still kept: a watch from the oldest revision tells of it. */
    private Deletion deletion() {
        Answer answer = api.get(exactly(1));
        Matcher oldest = OLDEST.matcher(answer.message());
        long from = answer.code() == 410 && oldest.find() ? Math.max(1, Long.parseLong(oldest.group(1)) - 1) : 1;
        ObjectNode gone = null;
        for (JsonNode event : api.stream(resource.path(namespace) + "?watch=true&timeoutSeconds=1&resourceVersion="
                + from + "&fieldSelector=metadata.name%3D" + Resource.segment(name))) {
            if (event.path("type").asString("").equals("DELETED")
                    && event.path("object") instanceof ObjectNode object) {
                gone = object;
            }
        }
        if (gone == null) {
            throw new HistoryException(what() + " not found, now or in what is kept of the past");
        }
        long revision = revision(gone);
        ObjectNode last = stateAt(revision - 1);
        String time = Meta.of(last).deletionTimestamp();
        String notBefore = time.isEmpty() ? Author.lastTime(last) : "";
        return new Deletion(new Revision(revision, Event.DELETED, time, notBefore, null, List.of()), last);
    }

    private String exactly(long revision) {
        return resource.path(namespace, name) + "?resourceVersion=" + revision + "&resourceVersionMatch=Exact";
    }

    private String what() {
        return resource.qualified() + " \"" + name + "\"" + (resource.namespaced() ? " in " + namespace : "");
    }

    private static String oldest(Answer expired) {
        Matcher oldest = OLDEST.matcher(expired.message());
        return oldest.find() ? ": the oldest kept is " + oldest.group(1) : "";
    }

    private static long revision(ObjectNode object) {
        try {
            return Long.parseLong(Meta.of(object).resourceVersion());
        } catch (NumberFormatException e) {
            throw new HistoryException("the server's resourceVersion is no number: the past cannot be told", e);
        }
    }
}

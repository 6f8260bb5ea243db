package io.davit.apiserver.request;

import io.davit.model.GroupVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a served path below {@code /api/v1} or {@code /apis/<group>/<version>}, read strictly: every segment has one place.
 *
 * <p>It has one of these shapes, with {@code watch/} before the resource for the deprecated streams:
 *
 * <pre>
 * &lt;resource&gt;                                  &lt;resource&gt;/&lt;name&gt;[/&lt;subresource&gt;[/&lt;rest&gt;]]
 * namespaces/&lt;namespace&gt;/&lt;resource&gt;            namespaces/&lt;namespace&gt;/&lt;resource&gt;/&lt;name&gt;[/&lt;subresource&gt;[/&lt;rest&gt;]]
 * </pre>
 *
 * @param watch whether it is a deprecated {@code watch/} path
 * @param namespace null when the path has none; empty for {@code namespaces//<resource>}, which means all
 * @param name null for a collection
 * @param subresource null for the object itself
 * @param rest what follows the subresource, without its slash; null when nothing does
 */
public record ResourcePath(
        GroupVersion groupVersion,
        boolean watch,
        @Nullable String namespace,
        String resource,
        @Nullable String name,
        @Nullable String subresource,
        @Nullable String rest) {

    /**
     * Reads a decoded path; null when it has none of the shapes.
     *
     * @param clusterSubresource whether the group-version's resource {@code namespaces} (first argument: the group-version) has
     *     the subresource of the second argument: {@code namespaces/x/status} is then the namespace's status, not a collection
     */
    public static @Nullable ResourcePath parse(String path, BiPredicate<GroupVersion, String> clusterSubresource) {
        if (path.startsWith("//")) {
            return null;
        }
        List<String> parts = split(path);
        boolean core = parts.size() >= 3 && parts.getFirst().equals("api");
        if (!core && !(parts.size() >= 4 && parts.getFirst().equals("apis"))) {
            return null;
        }
        GroupVersion groupVersion =
                core ? new GroupVersion("", parts.get(1)) : new GroupVersion(parts.get(1), parts.get(2));
        List<String> rest = parts.subList(core ? 2 : 3, parts.size());
        boolean watch = rest.size() > 1 && rest.getFirst().equals("watch");
        if (watch) {
            rest = rest.subList(1, rest.size());
        }
        if (rest.getFirst().equals("namespaces")
                && rest.size() > 2
                && !(rest.size() == 3 && clusterSubresource.test(groupVersion, rest.get(2)))) {
            return below(groupVersion, watch, rest.get(1), rest.subList(2, rest.size()));
        }
        return below(groupVersion, watch, null, rest);
    }

    private static ResourcePath below(
            GroupVersion groupVersion, boolean watch, @Nullable String namespace, List<String> parts) {
        return new ResourcePath(
                groupVersion,
                watch,
                namespace,
                parts.getFirst(),
                parts.size() > 1 ? parts.get(1) : null,
                parts.size() > 2 ? parts.get(2) : null,
                parts.size() > 3 ? String.join("/", parts.subList(3, parts.size())) : null);
    }

    /** The segments of a path; slashes at either end do not count. */
    static List<String> split(String path) {
        int start = 0;
        int end = path.length();
        while (start < end && path.charAt(start) == '/') {
            start++;
        }
        while (end > start && path.charAt(end - 1) == '/') {
            end--;
        }
        List<String> parts = new ArrayList<>();
        while (start < end) {
            int slash = path.indexOf('/', start);
            int stop = slash < 0 || slash > end ? end : slash;
            parts.add(path.substring(start, stop));
            start = stop + 1;
        }
        return parts;
    }
}

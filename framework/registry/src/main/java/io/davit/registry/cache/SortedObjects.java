package io.davit.registry.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * States in the order of their keys, never changed: a change makes another map that shares all but a few nodes with this one, so
 * readers need no lock and a list can be kept as it was at a revision.
 *
 * <p>Reading, changing and {@linkplain #before counting} take logarithmic time.
 */
final class SortedObjects {

    /*
     * A B+ tree whose nodes are copied on the way from a change up to the root. States sit in the leaves; a branch knows the
     * smallest key of each child, and how many states are below it. All leaves are equally deep. A node that outgrows WIDTH is split
     * in half; one that a removal leaves small joins a neighbour, when there is room.
     */

    private static final int WIDTH = 64;
    private static final int SMALL = WIDTH / 4;

    static final SortedObjects EMPTY = new SortedObjects(new Leaf(new CachedObject[0]));

    private final Node root;

    private SortedObjects(Node root) {
        this.root = root;
    }

    /** States that are in the order of their keys already. */
    static SortedObjects of(List<CachedObject> ordered) {
        List<Node> level = new ArrayList<>();
        for (int from = 0; from < ordered.size(); from += WIDTH) {
            level.add(new Leaf(ordered.subList(from, Math.min(from + WIDTH, ordered.size()))
                    .toArray(CachedObject[]::new)));
        }
        while (level.size() > 1) {
            List<Node> above = new ArrayList<>();
            for (int from = 0; from < level.size(); from += WIDTH) {
                above.add(Branch.of(level.subList(from, Math.min(from + WIDTH, level.size()))
                        .toArray(Node[]::new)));
            }
            level = above;
        }
        return level.isEmpty() ? EMPTY : new SortedObjects(level.getFirst());
    }

    int size() {
        return root.size();
    }

    @Nullable
    CachedObject get(String key) {
        return root.get(key);
    }

    /** The same with this state under its key. */
    SortedObjects with(CachedObject object) {
        Node[] made = root.with(object);
        return new SortedObjects(made.length == 1 ? made[0] : Branch.of(made));
    }

    /** The same without a key. */
    SortedObjects without(String key) {
        Node left = root.without(key);
        while (left instanceof Branch branch && branch.children.length == 1) {
            left = branch.children[0];
        }
        return left == null ? EMPTY : new SortedObjects(left);
    }

    /** How many keys are smaller than this one. */
    int before(String key) {
        return root.before(key);
    }

    /** Shows the states from a key on (itself included) in order, until one is answered with false. */
    void from(String key, Predicate<CachedObject> visitor) {
        root.from(key, visitor);
    }

    private sealed interface Node {

        int size();

        String first();

        @Nullable
        CachedObject get(String key);

        /** One node, or two when there are too many for one. */
        Node[] with(CachedObject object);

        /** Null when nothing is left. */
        @Nullable
        Node without(String key);

        int before(String key);

        boolean from(String key, Predicate<CachedObject> visitor);

        /** How many children or states it has itself. */
        int width();

        /** This node and its right neighbour of the same kind in one. */
        Node joined(Node right);
    }

    private record Leaf(CachedObject[] objects) implements Node {

        @Override
        public int size() {
            return objects.length;
        }

        @Override
        public int width() {
            return objects.length;
        }

        @Override
        public String first() {
            return objects[0].key();
        }

        @Override
        public @Nullable CachedObject get(String key) {
            int at = find(key);
            return at < 0 ? null : objects[at];
        }

        @Override
        public Node[] with(CachedObject object) {
            int at = find(object.key());
            if (at >= 0) {
                CachedObject[] replaced = objects.clone();
                replaced[at] = object;
                return new Node[] {new Leaf(replaced)};
            }
            CachedObject[] grown = inserted(objects, -at - 1, object);
            if (grown.length <= WIDTH) {
                return new Node[] {new Leaf(grown)};
            }
            int half = grown.length / 2;
            return new Node[] {
                new Leaf(Arrays.copyOf(grown, half)), new Leaf(Arrays.copyOfRange(grown, half, grown.length))
            };
        }

        @Override
        public @Nullable Node without(String key) {
            int at = find(key);
            if (at < 0) {
                return this;
            }
            return objects.length == 1 ? null : new Leaf(removed(objects, at));
        }

        @Override
        public int before(String key) {
            int at = find(key);
            return at >= 0 ? at : -at - 1;
        }

        @Override
        public boolean from(String key, Predicate<CachedObject> visitor) {
            for (int i = before(key); i < objects.length; i++) {
                if (!visitor.test(objects[i])) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Node joined(Node right) {
            return new Leaf(concatenated(objects, ((Leaf) right).objects));
        }

        /** Where the key is; when it is not there, one less than the negative of where it would be. */
        private int find(String key) {
            int low = 0;
            int high = objects.length - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int order = objects[middle].key().compareTo(key);
                if (order == 0) {
                    return middle;
                }
                if (order < 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return -low - 1;
        }
    }

    private record Branch(Node[] children, String[] firsts, int size) implements Node {

        static Branch of(Node[] children) {
            String[] firsts = new String[children.length];
            int size = 0;
            for (int i = 0; i < children.length; i++) {
                firsts[i] = children[i].first();
                size += children[i].size();
            }
            return new Branch(children, firsts, size);
        }

        @Override
        public int width() {
            return children.length;
        }

        @Override
        public String first() {
            return firsts[0];
        }

        @Override
        public @Nullable CachedObject get(String key) {
            return children[child(key)].get(key);
        }

        @Override
        public Node[] with(CachedObject object) {
            int at = child(object.key());
            Node[] made = children[at].with(object);
            Node[] changed = children.clone();
            changed[at] = made[0];
            if (made.length == 1) {
                return new Node[] {of(changed)};
            }
            Node[] grown = inserted(changed, at + 1, made[1]);
            if (grown.length <= WIDTH) {
                return new Node[] {of(grown)};
            }
            int half = grown.length / 2;
            return new Node[] {of(Arrays.copyOf(grown, half)), of(Arrays.copyOfRange(grown, half, grown.length))};
        }

        @Override
        public @Nullable Node without(String key) {
            int at = child(key);
            Node left = children[at].without(key);
            if (left == children[at]) {
                return this;
            }
            if (left == null) {
                return children.length == 1 ? null : of(removed(children, at));
            }
            Node[] changed = children.clone();
            changed[at] = left;
            if (left.width() < SMALL) {
                changed = tidied(changed, at);
            }
            return of(changed);
        }

        @Override
        public int before(String key) {
            int at = child(key);
            int sum = children[at].before(key);
            for (int i = 0; i < at; i++) {
                sum += children[i].size();
            }
            return sum;
        }

        @Override
        public boolean from(String key, Predicate<CachedObject> visitor) {
            int start = child(key);
            for (int i = start; i < children.length; i++) {
                if (!children[i].from(key, visitor)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Node joined(Node right) {
            return of(concatenated(children, ((Branch) right).children));
        }

        /** The child in which a key is or would be. */
        private int child(String key) {
            int at = Arrays.binarySearch(firsts, key);
            return at >= 0 ? at : Math.max(0, -at - 2);
        }

        /** The children after the one at a place joined a neighbour, when the two have room in one. */
        private static Node[] tidied(Node[] children, int at) {
            for (int left = Math.max(0, at - 1); left <= Math.min(at, children.length - 2); left++) {
                if (children[left].width() + children[left + 1].width() <= WIDTH) {
                    Node[] fewer = removed(children, left + 1);
                    fewer[left] = children[left].joined(children[left + 1]);
                    return fewer;
                }
            }
            return children;
        }
    }

    private static <T> T[] inserted(T[] array, int at, T element) {
        T[] grown = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, at, grown, at + 1, array.length - at);
        grown[at] = element;
        return grown;
    }

    private static <T> T[] removed(T[] array, int at) {
        T[] fewer = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, at + 1, fewer, at, array.length - at - 1);
        return fewer;
    }

    private static <T> T[] concatenated(T[] left, T[] right) {
        T[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}

package io.davit.registry.crd;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * How objects of one version of a definition become objects of another.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/">Versions of custom resources</a>
 */
interface Conversion {

    /** Versions differ in their name alone. */
    Conversion SAME_CONTENT = new Conversion() {
        @Override
        public List<ObjectNode> convert(List<ObjectNode> objects, String apiVersion) {
            objects.forEach(object -> object.put("apiVersion", apiVersion));
            return objects;
        }

        @Override
        public boolean waits() {
            return false;
        }
    };

    /** Objects stay in the version they have. */
    Conversion NONE = new Conversion() {
        @Override
        public List<ObjectNode> convert(List<ObjectNode> objects, String apiVersion) {
            return objects;
        }

        @Override
        public boolean waits() {
            return false;
        }
    };

    /** Converts objects that are not of that version yet, in their order; they may be changed. */
    List<ObjectNode> convert(List<ObjectNode> objects, String apiVersion);

    /** Whether somebody else is asked, so that it may take its time. */
    boolean waits();
}

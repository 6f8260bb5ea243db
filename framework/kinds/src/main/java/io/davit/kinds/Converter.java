package io.davit.kinds;

import tools.jackson.databind.node.ObjectNode;

/** Turns a served version of a kind into its stored version and back. May change and return its argument. */
public interface Converter {

    /** For a version that is stored as it is served. */
    Converter IDENTITY = new Converter() {
        @Override
        public ObjectNode toStored(ObjectNode served) {
            return served;
        }

        @Override
        public ObjectNode toServed(ObjectNode stored) {
            return stored;
        }
    };

    ObjectNode toStored(ObjectNode served);

    ObjectNode toServed(ObjectNode stored);
}

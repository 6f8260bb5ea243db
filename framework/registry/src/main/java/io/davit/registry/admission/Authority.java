package io.davit.registry.admission;

import io.davit.cel.Authorizer;
import io.davit.registry.Caller;

/** Tells expressions of policies who may do what. */
@FunctionalInterface
public interface Authority {

    /** Nobody may do anything: the answer while nobody has said who decides. */
    Authority NOBODY = caller -> new Authorizer() {
        @Override
        public Decision authorize(Attributes attributes) {
            return new Decision(false, "", null);
        }

        @Override
        public Authorizer forServiceAccount(String namespace, String name) {
            return this;
        }
    };

    /** Answers for one caller. */
    Authorizer of(Caller caller);
}

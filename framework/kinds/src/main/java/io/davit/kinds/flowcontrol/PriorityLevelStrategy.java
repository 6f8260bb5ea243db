package io.davit.kinds.flowcontrol;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import tools.jackson.databind.node.ObjectNode;

/** Priority levels: how many requests run at a time, and what becomes of more. */
final class PriorityLevelStrategy extends KindStrategy {

    private static final int MOST_ENTROPY = 60;

    PriorityLevelStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS, Trait.GENERATION);
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        if (Field.of(spec).get("type").is("Exempt")) {
            ObjectNode exempt = Fill.object(spec, "exempt");
            Fill.number(exempt, "nominalConcurrencyShares", 0);
            Fill.number(exempt, "lendablePercent", 0);
        }
        if (spec.get("limited") instanceof ObjectNode limited) {
            Fill.number(limited, "nominalConcurrencyShares", 30);
            Fill.number(limited, "lendablePercent", 0);
            if (Fill.object(limited, "limitResponse").get("queuing") instanceof ObjectNode queuing) {
                Fill.positive(queuing, "queues", 64);
                Fill.positive(queuing, "handSize", 8);
                Fill.positive(queuing, "queueLengthLimit", 50);
            }
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        Field type = spec.get("type");
        if (!rules.needed(type)) {
            return;
        }
        if (Meta.of(object).name().equals("exempt") != type.is("Exempt")) {
            rules.invalid(type, "must be 'Exempt' if and only if `name` is 'exempt'");
        }
        Field limited = spec.get("limited");
        switch (type.text()) {
            case "Exempt" -> {
                if (limited.isPresent()) {
                    rules.forbidden(limited, "must be nil if the type is not Limited");
                }
                shares(spec.get("exempt"), rules);
                lendable(spec.get("exempt"), rules);
            }
            case "Limited" -> {
                if (spec.get("exempt").isPresent()) {
                    rules.forbidden(spec.get("exempt"), "must be nil if the type is Limited");
                }
                if (limited.isAbsent()) {
                    rules.required(limited, "must not be empty when type is Limited");
                } else {
                    limited(limited, rules);
                }
            }
            default -> rules.oneOf(type, "Exempt", "Limited");
        }
    }

    private static void limited(Field limited, Rules rules) {
        shares(limited, rules);
        response(limited.get("limitResponse"), rules);
        lendable(limited, rules);
        Field borrowing = limited.get("borrowingLimitPercent");
        if (borrowing.number() < 0) {
            rules.invalid(borrowing, "if specified, must be a non-negative integer");
        }
    }

    private static void shares(Field level, Rules rules) {
        if (level.get("nominalConcurrencyShares").number() < 0) {
            rules.invalid(level.get("nominalConcurrencyShares"), "must be a non-negative integer");
        }
    }

    private static void lendable(Field level, Rules rules) {
        Field lendable = level.get("lendablePercent");
        if (lendable.number() < 0 || lendable.number() > 100) {
            rules.invalid(lendable, "must be between 0 and 100, inclusive");
        }
    }

    private static void response(Field response, Rules rules) {
        Field queuing = response.get("queuing");
        switch (response.get("type").text()) {
            case "" -> rules.required(response.get("type"));
            case "Reject" -> {
                if (queuing.isPresent()) {
                    rules.forbidden(queuing, "must be nil if limited.limitResponse.type is not Limited");
                }
            }
            case "Queue" -> {
                if (queuing.isAbsent()) {
                    rules.required(queuing, "must not be empty if limited.limitResponse.type is Limited");
                } else {
                    queuing(queuing, rules);
                }
            }
            default -> rules.oneOf(response.get("type"), "Queue", "Reject");
        }
    }

    private static void queuing(Field queuing, Rules rules) {
        Field queues = queuing.get("queues");
        Field hand = queuing.get("handSize");
        positive(queuing.get("queueLengthLimit"), rules);
        boolean some = positive(queues, rules);
        if (!positive(hand, rules) || !some) {
            return;
        }
        double bits = Math.ceil(Math.log(queues.number()) / Math.log(2) * hand.number());
        if (hand.number() > queues.number()) {
            rules.invalid(hand, "should not be greater than queues (" + queues.number() + ")");
        } else if (bits > MOST_ENTROPY) {
            rules.invalid(
                    hand,
                    "required entropy bits of deckSize " + queues.number() + " and handSize " + hand.number()
                            + " should not be greater than " + MOST_ENTROPY);
        }
    }

    private static boolean positive(Field number, Rules rules) {
        if (number.number() <= 0) {
            rules.invalid(number, "must be positive");
        }
        return number.number() > 0;
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        FlowRules.conditions(object, errors);
    }
}

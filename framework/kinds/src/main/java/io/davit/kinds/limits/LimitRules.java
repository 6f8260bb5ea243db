package io.davit.kinds.limits;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.quantity.Quantity;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What must hold for one limit of a limit range, and between its amounts. */
final class LimitRules {

    private final Field limit;
    private final Rules rules;

    LimitRules(Field limit, Rules rules) {
        this.limit = limit;
        this.rules = rules;
    }

    void check() {
        Set<String> names = new TreeSet<>();
        names("max", names);
        names("min", names);
        if (limit.get("type").is("Pod")) {
            notForPods("default");
            notForPods("defaultRequest");
        } else {
            names("default", names);
            names("defaultRequest", names);
        }
        boolean claim = limit.get("type").is("PersistentVolumeClaim");
        if (claim
                && amount("min", "storage").isAbsent()
                && amount("max", "storage").isAbsent()) {
            rules.required(
                    limit.get("limits"),
                    "either minimum or maximum storage value is required, but neither was provided");
        }
        names("maxLimitRequestRatio", names);
        names.forEach(this::between);
    }

    private void names(String list, Set<String> into) {
        for (Field.Entry entry : limit.get(list).entries()) {
            if (limit.get("type").is("Pod") || limit.get("type").is("Container")) {
                ResourceNames.checkOfContainer(entry.value().path(), entry.key(), rules);
            } else {
                ResourceNames.check(entry.value().path(), entry.key(), rules);
            }
            into.add(entry.key());
        }
    }

    private void notForPods(String list) {
        if (limit.get(list).size() > 0) {
            rules.forbidden(limit.get(list), "may not be specified when `type` is 'Pod'");
        }
    }

    private Field amount(String list, String name) {
        boolean ofPod = limit.get("type").is("Pod") && list.startsWith("default");
        return ofPod ? Field.of(null, limit.get(list).path()) : limit.get(list).key(name);
    }

    private void between(String name) {
        Field min = amount("min", name);
        Field max = amount("max", name);
        Field usual = amount("default", name);
        Field request = amount("defaultRequest", name);
        atMost(min, max, min, min, "min value %s is greater than max value %s");
        atMost(min, request, request, request, "min value %s is greater than default request value %s");
        atMost(request, max, request, request, "default request value %s is greater than max value %s");
        atMost(request, usual, request, request, "default request value %s is greater than default limit value %s");
        atMost(min, usual, usual, min, "min value %s is greater than default value %s");
        atMost(usual, max, usual, max, "default value %s is greater than max value %s");
        ratio(amount("maxLimitRequestRatio", name), min, max);
        boolean differ =
                usual.isPresent() && request.isPresent() && usual.quantity().compareTo(request.quantity()) != 0;
        if (differ && !ResourceNames.mayBeOvercommitted(name)) {
            wrong(
                    request,
                    request,
                    "default value " + usual.quantity() + " must equal to defaultRequest value " + request.quantity()
                            + " in " + name);
        }
    }

    private void atMost(Field small, Field big, Field at, Field shown, String message) {
        if (small.isPresent() && big.isPresent() && small.quantity().compareTo(big.quantity()) > 0) {
            wrong(at, shown, message.formatted(small.quantity(), big.quantity()));
        }
    }

    private void ratio(Field ratio, Field min, Field max) {
        if (ratio.isAbsent()) {
            return;
        }
        if (ratio.quantity().compareTo(Quantity.of(1)) < 0) {
            wrong(ratio, ratio, "ratio " + ratio.quantity() + " is less than 1");
        }
        if (min.isPresent() && max.isPresent()) {
            double most = max.quantity().amount().doubleValue()
                    / min.quantity().amount().doubleValue();
            if (ratio.quantity().amount().doubleValue() > most) {
                String shown = String.format(Locale.ROOT, "%f", most);
                wrong(ratio, ratio, "ratio " + ratio.quantity() + " is greater than max/min = " + shown);
            }
        }
    }

    private void wrong(Field at, Field shown, String message) {
        rules.errors().invalid(at.path(), shown.quantity().toString(), message);
    }
}

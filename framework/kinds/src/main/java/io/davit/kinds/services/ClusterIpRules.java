package io.davit.kinds.services;

import io.davit.kinds.address.Addresses;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Ip;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What must hold for a Service's cluster addresses, families and family policy, alone and when they change. */
final class ClusterIpRules {

    private ClusterIpRules() {}

    static void check(ObjectNode service, FieldErrors errors) {
        if (ServiceFields.type(service).equals(ServiceFields.EXTERNAL_NAME)) {
            return;
        }
        Field spec = ServiceFields.spec(service);
        Rules rules = Rules.into(errors);
        inStep(spec, rules);
        Set<String> seen = new HashSet<>();
        for (Field family : spec.get("ipFamilies").items()) {
            rules.oneOf(family, "IPv4", "IPv6");
            if (!seen.add(family.text())) {
                errors.duplicate(family.path(), family.text());
            }
        }
        if (spec.get("ipFamilyPolicy").isPresent()) {
            rules.oneOf(spec.get("ipFamilyPolicy"), "PreferDualStack", "RequireDualStack", "SingleStack");
        }
        addresses(service, spec, rules);
    }

    private static void inStep(Field spec, Rules rules) {
        Field one = spec.get("clusterIP");
        Field all = spec.get("clusterIPs");
        if (one.isZero()) {
            if (all.size() > 0) {
                rules.invalid(all, "must be empty when `clusterIP` is not specified");
            }
        } else if (all.size() == 0) {
            rules.required(all);
        } else if (!all.texts().getFirst().equals(one.text())) {
            rules.invalid(all, "first value must match `clusterIP`");
        }
    }

    private static void addresses(ObjectNode service, Field spec, Rules rules) {
        Field all = spec.get("clusterIPs");
        boolean valid = true;
        List<Field> items = all.items();
        for (int i = 0; i < items.size(); i++) {
            if (i == 0 && items.get(i).is(ServiceFields.NONE)) {
                if (items.size() > 1) {
                    valid = false;
                    rules.invalid(all, "'None' must be the first and only value");
                }
                continue;
            }
            valid &= rules.text(items.get(i), Addresses::address);
        }
        if (items.size() > 2) {
            rules.invalid(all, "may only hold up to 2 values");
        }
        if (!valid) {
            return;
        }
        if (items.size() > 1 && !Addresses.bothFamilies(all.texts())) {
            rules.invalid(all, "may specify no more than one IP for each IP family");
        }
        if (!ServiceFields.isHeadless(service)) {
            families(items, spec.get("ipFamilies").texts(), rules);
        }
    }

    private static void families(List<Field> addresses, List<String> families, Rules rules) {
        for (int i = 0; i < Math.min(addresses.size(), families.size()); i++) {
            Ip address = Ip.lenient(addresses.get(i).text());
            String family = families.get(i);
            boolean known = family.equals("IPv4") || family.equals("IPv6");
            if (address != null && known && !Addresses.family(address).equals(family)) {
                rules.invalid(
                        addresses.get(i), "expected an " + family + " value as indicated by `ipFamilies[" + i + "]`");
            }
        }
    }

    /** A second address or family may come and go; the first stays. */
    static void checkChange(ObjectNode service, ObjectNode old, FieldErrors errors) {
        boolean external = ServiceFields.type(service).equals(ServiceFields.EXTERNAL_NAME)
                || ServiceFields.type(old).equals(ServiceFields.EXTERNAL_NAME);
        if (external) {
            return;
        }
        boolean headless = ServiceFields.isHeadless(service) && ServiceFields.isHeadless(old);
        if (!headless) {
            change(service, old, "clusterIPs", "clusterIP", errors);
        }
        if (!(headless && ServiceFields.spec(service).get("selector").size() == 0)) {
            change(service, old, "ipFamilies", "ipFamily", errors);
        }
    }

    private static void change(ObjectNode service, ObjectNode old, String field, String singular, FieldErrors errors) {
        Field now = ServiceFields.spec(service).get(field);
        List<String> values = now.texts();
        List<String> before = ServiceFields.spec(old).get(field).texts();
        int compared =
                values.size() == before.size() ? values.size() : Math.min(1, Math.min(values.size(), before.size()));
        for (int i = 0; i < compared; i++) {
            if (!values.get(i).equals(before.get(i))) {
                errors.invalid(now.path().index(i), now.shown(), "may not change once set");
            }
        }
        if (values.size() >= before.size()) {
            return;
        }
        if (values.isEmpty()) {
            errors.invalid(now.path().index(0), now.shown(), "primary " + singular + " can not be unset");
        }
        Field policy = ServiceFields.spec(service).get("ipFamilyPolicy");
        if (values.size() == 1 && !policy.is("SingleStack")) {
            errors.invalid(
                    policy.path(),
                    policy.shown(),
                    "must be set to 'SingleStack' when releasing the secondary " + singular);
        }
    }
}

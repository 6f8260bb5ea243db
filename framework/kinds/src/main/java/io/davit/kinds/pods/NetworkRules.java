package io.davit.kinds.pods;

import io.davit.kinds.address.Addresses;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.List;

/**
 * How a pod resolves names and which it gives to addresses itself.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/">DNS for Services and Pods</a>
 */
final class NetworkRules {

    private static final int NAMESERVERS_MAX = 3;
    private static final int SEARCHES_MAX = 32;
    private static final int SEARCH_CHARACTERS_MAX = 2048;

    private NetworkRules() {}

    static void dns(Field spec, Rules rules) {
        Field config = spec.get("dnsConfig");
        if (spec.get("dnsPolicy").is("None")) {
            if (config.isAbsent()) {
                rules.required(config, "must provide `dnsConfig` when `dnsPolicy` is None");
                return;
            }
            if (config.get("nameservers").size() == 0) {
                rules.required(
                        config.get("nameservers"), "must provide at least one DNS nameserver when `dnsPolicy` is None");
                return;
            }
        }
        Field servers = config.get("nameservers");
        if (servers.size() > NAMESERVERS_MAX) {
            rules.invalid(servers, "must not have more than " + NAMESERVERS_MAX + " nameservers");
        }
        servers.items().forEach(server -> rules.text(server, Addresses::address));
        searches(config.get("searches"), rules);
        for (Field option : config.get("options").items()) {
            if (option.get("name").text().isEmpty()) {
                rules.required(option, "must not be empty");
            }
        }
    }

    private static void searches(Field searches, Rules rules) {
        if (searches.size() > SEARCHES_MAX) {
            rules.invalid(searches, "must not have more than " + SEARCHES_MAX + " search paths");
        }
        if (String.join(" ", searches.texts()).length() > SEARCH_CHARACTERS_MAX) {
            rules.invalid(
                    searches,
                    "must not have more than " + SEARCH_CHARACTERS_MAX
                            + " characters (including spaces) in the search list");
        }
        for (Field search : searches.items()) {
            String text = search.text();
            if (text.equals(".")) {
                continue;
            }
            String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
            List<String> wrong = Names.dns1123SubdomainWithUnderscore(bare);
            wrong.forEach(each -> rules.errors().invalid(search.path(), bare, each));
        }
    }

    static void hostAliases(Field aliases, Rules rules) {
        for (Field alias : aliases.items()) {
            rules.text(alias.get("ip"), Addresses::address);
            alias.get("hostnames").items().forEach(name -> rules.text(name, Names::dns1123Subdomain));
        }
    }
}

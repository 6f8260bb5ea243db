package io.davit.model.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void tellsLabelsAboutDots() {
        assertThat(Names.dns1123Label("a.b")).containsExactly("must not contain dots");
        assertThat(Names.dns1123Label("a-1")).isEmpty();
        assertThat(Names.dns1123Label("-a"))
                .containsExactly(
                        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must"
                                + " start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation"
                                + " is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
    }

    @Test
    void countsCharactersInNamesAndBytesInLabels() {
        assertThat(Names.dns1123Subdomain("a".repeat(254))).containsExactly("must be no more than 253 characters");
        assertThat(Labels.value("a".repeat(64))).containsExactly("must be no more than 63 bytes");
        assertThat(Labels.key("x/" + "a".repeat(64))).containsExactly("name part must be no more than 63 bytes");
    }

    @Test
    void checksPartsOfKeys() {
        assertThat(Labels.key("example.com/MyName")).isEmpty();
        assertThat(Labels.key("/b")).containsExactly("prefix part must be non-empty");
        assertThat(Labels.key("")).hasSize(2).first().isEqualTo("name part must be non-empty");
        assertThat(Labels.key("a/b/c")).singleElement().asString().startsWith("a valid label key must consist of");
    }

    @Test
    void refusesDotsWhereFilesArise() {
        assertThat(Names.configMapKey("..x")).containsExactly("must not start with '..'");
        assertThat(Names.pathSegment("..")).containsExactly("may not be '..'");
        assertThat(Names.pathSegment("a/b%c")).containsExactly("may not contain '/'", "may not contain '%'");
    }

    @Test
    void readsAddressesAsWritten() {
        assertThat(Ip.lenient("010.0.0.1")).hasToString("10.0.0.1");
        assertThat(Ip.strict("010.0.0.1")).isNull();
        assertThat(Ip.lenient("::ffff:10.0.0.1")).hasToString("10.0.0.1");
        assertThat(Ip.strict("::ffff:10.0.0.1")).isNull();
        assertThat(Ip.strict("2001:DB8:0:0:0:0:0:1")).hasToString("2001:db8::1");
        assertThat(Ip.strict("::")).hasToString("::");
        assertThat(Ip.lenient("1.2.3")).isNull();
        assertThat(Ip.lenient("1::2::3")).isNull();
        assertThat(Ip.lenient("256.1.1.1")).isNull();
    }

    @Test
    void readsBlocks() {
        assertThat(Cidr.lenient("10.1.2.3/8")).hasToString("10.0.0.0/8");
        assertThat(Cidr.lenient("10.1.2.3/33")).isNull();
        assertThat(Cidr.strict("2001:db8::/64"))
                .matches(block -> !block.contains(new Ip(new byte[16])))
                .hasToString("2001:db8::/64");
        assertThat(Cidr.strict("10.0.0.0/8")).matches(Cidr::isNetwork);
    }
}

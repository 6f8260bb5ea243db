package io.davit.apiserver.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void keepsAllValuesInOrder() {
        Query query = Query.parse("a=1&b=2&a=3&=x&c");

        assertThat(query.all("a")).containsExactly("1", "3");
        assertThat(query.first("a")).isEqualTo("1");
        assertThat(query.first("c")).isEmpty();
        assertThat(query.has("c")).isTrue();
        assertThat(query.has("d")).isFalse();
    }

    @Test
    void decodesPercentAndPlus() {
        assertThat(Query.parse("a%20b=c+d%2B%c3%bc").first("a b")).isEqualTo("c d+ü");
    }

    @Test
    void leavesOutWhatCannotBeRead() {
        Query query = Query.parse("limit=1&x=%zz&y=1;limit=2");

        assertThat(query.parameters()).containsOnlyKeys("limit");
    }

    @Test
    void takesEverythingButZeroAndFalseForTrue() {
        Query query = Query.parse("a=0&b=FALSE&c=no&d&e=true&f=00");

        assertThat(query.flag("a")).isFalse();
        assertThat(query.flag("b")).isFalse();
        assertThat(query.flag("c")).isTrue();
        assertThat(query.flag("d")).isTrue();
        assertThat(query.flag("e")).isTrue();
        assertThat(query.flag("f")).isTrue();
        assertThat(query.flag("none")).isFalse();
        assertThat(query.optionalFlag("none")).isNull();
    }

    @Test
    void refusesWhatIsNoNumber() {
        Query query = Query.parse("a=7&b=&c=5s&d=99999999999999999999&e=-3&f=+1");

        assertThat(query.number("a")).isEqualTo(7L);
        assertThat(query.number("e")).isEqualTo(-3L);
        assertThat(query.number("none")).isNull();
        assertThatThrownBy(() -> query.number("b")).hasMessage("strconv.ParseInt: parsing \"\": invalid syntax");
        assertThatThrownBy(() -> query.number("c")).hasMessage("strconv.ParseInt: parsing \"5s\": invalid syntax");
        assertThatThrownBy(() -> query.number("d"))
                .hasMessage("strconv.ParseInt: parsing \"99999999999999999999\": value out of range");
    }
}

package io.davit.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.apiserver.security.StaticToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenFileTest {

    @TempDir
    Path temp;

    @Test
    void readsUsersWithAndWithoutGroups() throws IOException {
        List<StaticToken> tokens = read("""
                admin-token,admin,uid-1,"system:masters"
                alice-token,alice,uid-2,"dev,ops"

                bob-token,bob,uid-3
                """);

        assertThat(tokens).extracting(StaticToken::token).containsExactly("admin-token", "alice-token", "bob-token");
        assertThat(tokens).extracting(token -> token.caller().name()).containsExactly("admin", "alice", "bob");
        assertThat(tokens).extracting(token -> token.caller().uid()).containsExactly("uid-1", "uid-2", "uid-3");
        assertThat(tokens)
                .extracting(token -> token.caller().groups())
                .containsExactly(List.of("system:masters"), List.of("dev", "ops"), List.of());
    }

    @Test
    void quotesMayHoldCommasAndQuotes() throws IOException {
        assertThat(read("\"a,\"\"b\",user,uid,group\n"))
                .singleElement()
                .extracting(StaticToken::token)
                .isEqualTo("a,\"b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "secret,user | must have at least 3 columns (token, user name, user uid), found 2",
                ",user,uid | has an empty token",
                "\"secret,user,uid | has a double quote that is not closed",
                "\"secret\"x,user,uid | has text after a closing double quote",
                "sec\"ret,user,uid | has a double quote inside a column"
            })
    void aBadLineIsNamedWithoutItsToken(String line, String problem) {
        assertThatThrownBy(() -> read("good,user,uid\n" + line + "\n"))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("line 2 of the token file " + temp)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aTokenForTwoUsersIsRefused() {
        assertThatThrownBy(() -> read("same,alice,1\nsame,bob,2\n"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("an earlier line has");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> TokenFile.read(temp.resolve("none.csv")))
                .isInstanceOf(Problem.class)
                .hasMessage("the token file " + temp.resolve("none.csv") + " does not exist");
    }

    private List<StaticToken> read(String text) throws IOException {
        return TokenFile.read(Files.writeString(temp.resolve("tokens.csv"), text));
    }
}

package io.davit.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DavitTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "up --help", "history --help", "test --help", "bench --help"})
    void everyCommandHasHelp(String line) {
        assertThat(run(line.split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: davit");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpNamesEveryCommand() {
        run("--help");

        assertThat(out.toString()).contains("  up ", "  history ", "  test ", "  bench ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--bogus",
                "sail",
                "up --bogus",
                "up here",
                "up --port",
                "up --port many",
                "up --port 70000",
                "up --data",
                "up --keep-history soon",
                "up --keep-history 0m",
                "history",
                "history deployment",
                "history a b c",
                "history a b --at x",
                "history a b --at -1",
                "history a b --limit -1",
                "history a b -o xml",
                "test --bogus",
                "bench --bogus",
                "bench --peer https://127.0.0.1:1",
                "bench --objects 5"
            })
    void whatIsNotUnderstoodGetsOneLineAndExitCode2(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("davit")
                .contains("--help");
    }

    @Test
    void noCommandGetsOneLineAndExitCode2() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void whatCannotBeDoneGetsOneLineAndExitCode1() {
        assertThat(run(
                        "up",
                        "--in-memory",
                        "--token-auth-file",
                        temp.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .isEqualTo("davit up: the token file " + temp.resolve("none") + " does not exist");
    }

    @Test
    void aHistoryNeedsAKubeconfig() {
        Path none = temp.resolve("none");
        assertThat(run("history", "cm", "m", "--kubeconfig", none.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .isEqualTo("davit history: there is no kubeconfig " + none
                        + ": ./davit up writes one, name it with --kubeconfig");
    }

    @Test
    void theKubeconfigLineIsQuotedWhereAShellNeedsIt() {
        assertThat(UpCommand.quoted("/home/me/.davit/kubeconfig")).isEqualTo("/home/me/.davit/kubeconfig");
        assertThat(UpCommand.quoted("/my files/it's")).isEqualTo("'/my files/it'\\''s'");
    }

    private int run(String... arguments) {
        CommandLine davit = Davit.commandLine();
        davit.setOut(new PrintWriter(out));
        davit.setErr(new PrintWriter(err));
        return davit.execute(arguments);
    }
}

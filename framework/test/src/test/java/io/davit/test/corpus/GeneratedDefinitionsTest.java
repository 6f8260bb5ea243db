package io.davit.test.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.test.corpus.model.Fleet;
import io.davit.test.corpus.model.Shipyard;
import io.davit.test.corpus.model.Voyage;
import io.davit.test.corpus.model.VoyageBeta;
import io.davit.test.golden.PlainYaml;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Definitions of the corpus that are not written but generated from annotated classes, as users of fabric8 do it. */
class GeneratedDefinitionsTest {

    @TempDir
    Path made;

    static Stream<List<Class<? extends HasMetadata>>> kinds() {
        return Stream.of(List.of(Fleet.class), List.of(Voyage.class, VoyageBeta.class), List.of(Shipyard.class));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theCorpusHasWhatTheGeneratorMakes(List<Class<? extends HasMetadata>> versions) throws Exception {
        int count = new CRDGenerator()
                .inOutputDir(made.toFile())
                .forCRDVersions("v1")
                .customResourceClasses(versions)
                .generate();

        assertThat(count).isEqualTo(1);
        String kind = versions.getFirst().getSimpleName().toLowerCase(Locale.ROOT);
        Path recorded = Path.of(Objects.requireNonNull(
                        getClass().getResource("/corpus/generated-" + kind + "/crd.yaml"), "no folder of " + kind)
                .toURI());
        Path generated = Arrays.stream(Objects.requireNonNull(made.toFile().listFiles()))
                .findFirst()
                .orElseThrow()
                .toPath();
        assertThat(PlainYaml.parse(Files.readString(generated))).isEqualTo(PlainYaml.parse(Files.readString(recorded)));
    }
}

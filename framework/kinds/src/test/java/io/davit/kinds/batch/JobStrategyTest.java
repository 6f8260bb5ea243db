package io.davit.kinds.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class JobStrategyTest {

    private final JobStrategy strategy = new JobStrategy();

    @Test
    void knowsItsPodsByItsUid() {
        ObjectNode job = job("'restartPolicy': 'Never'");
        assertThat(job.at("/spec/selector"))
                .isEqualTo(tree("{'matchLabels': {'batch.kubernetes.io/controller-uid': 'u'}}"));
        assertThat(job.at("/spec/template/metadata/labels"))
                .isEqualTo(tree("{'batch.kubernetes.io/controller-uid': 'u', 'batch.kubernetes.io/job-name': 'j',"
                        + " 'controller-uid': 'u', 'job-name': 'j'}"));
        assertThat(job.at("/metadata/labels")).isEqualTo(job.at("/spec/template/metadata/labels"));
        assertThat(problems(job)).isEmpty();
    }

    @Test
    void itsPodsEnd() {
        assertThat(problems(job("'terminationGracePeriodSeconds': 5")))
                .containsExactly(
                        "spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\"");
    }

    @Test
    void itsTemplateStays() {
        ObjectNode old = job("'restartPolicy': 'Never'");
        ObjectNode job = old.deepCopy();
        ((ObjectNode) job.at("/spec/template/spec")).put("hostname", "h");
        FieldErrors errors = new FieldErrors();
        strategy.validateUpdate(job, old, errors);
        assertThat(errors.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.field()).isEqualTo("spec.template");
            assertThat(cause.message()).endsWith("}}: field is immutable");
        });
    }

    private List<String> problems(ObjectNode job) {
        FieldErrors errors = new FieldErrors();
        strategy.validate(job, errors);
        return errors.causes().stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .toList();
    }

    private ObjectNode job(String podSpec) {
        ObjectNode job =
                tree("{'metadata': {'name': 'j', 'namespace': 'n', 'uid': 'u'}, 'spec': {'template': {'metadata': {},"
                        + " 'spec': {'containers': [{'name': 'c', 'image': 'i'}], " + podSpec + "}}}}");
        strategy.defaults(job);
        strategy.prepareForCreate(job);
        return job;
    }

    private static ObjectNode tree(String text) {
        return (ObjectNode) Json.parse(text.replace('\'', '"'));
    }
}

package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Labels;
import java.util.Locale;

/** Labels and annotations that stand in a template. */
public final class TemplateMetadata {

    private static final int ANNOTATIONS_MAX = 256 * 1024;

    private TemplateMetadata() {}

    /** Keys of annotations are qualified names, whatever the case; all of them together have a limit. */
    public static void annotations(Field annotations, Rules rules) {
        int size = 0;
        for (Field.Entry annotation : annotations.entries()) {
            for (String wrong : Labels.key(annotation.key().toLowerCase(Locale.ROOT))) {
                rules.errors().invalid(annotations.path(), annotation.key(), wrong);
            }
            size += annotation.key().length() + annotation.value().text().length();
        }
        if (size > ANNOTATIONS_MAX) {
            rules.errors().tooLong(annotations.path(), ANNOTATIONS_MAX);
        }
    }
}

package io.davit.kinds.generator;

import io.swagger.annotations.ApiModel;
import io.swagger.annotations.ApiModelProperty;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The published client library's model classes: what each definition and field is described with, and which fields it calls required. */
final class ClientModels {

    private static final String PACKAGE = "io.kubernetes.client.openapi.models.";

    /** A model class: its description, and by JSON name its fields' descriptions. */
    record Model(String description, Map<String, Property> properties) {}

    record Property(String description, boolean required) {}

    private ClientModels() {}

    /** The model of a definition. */
    static Optional<Model> of(String definition) {
        return names(definition).stream().flatMap(name -> find(name).stream()).findFirst();
    }

    /**
     * The names that a definition's class may have, the likeliest first: {@code io.k8s.api.core.v1.PodSpec} is {@code V1PodSpec}, and where
     * two groups share a name, the group comes first: {@code CoreV1Event}.
     */
    static List<String> names(String definition) {
        String[] parts = definition.split("\\.");
        String name = parts[parts.length - 1];
        String version = capitalized(parts[parts.length - 2]);
        String group = capitalized(parts[parts.length - 3]);
        return List.of(group + version + name, version + name, version.equals("Version") ? "VersionInfo" : name);
    }

    private static Optional<Model> find(String simpleName) {
        try {
            return Optional.of(read(Class.forName(PACKAGE + simpleName)));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Model read(Class<?> type) {
        ApiModel model = type.getAnnotation(ApiModel.class);
        Map<String, Property> properties = new HashMap<>();
        for (Method method : type.getDeclaredMethods()) {
            ApiModelProperty property = method.getAnnotation(ApiModelProperty.class);
            if (property != null) {
                properties.put(jsonName(type, method), new Property(plain(property.value()), property.required()));
            }
        }
        return new Model(model == null ? "" : plain(model.description()), properties);
    }

    /** Without what keeps a text from ending the comment that it also stands in. */
    private static String plain(String text) {
        return text.replace("/_*", "/*").replace("*_/", "*/");
    }

    /** The name in the {@code SerializedName} constant of a getter's field; the getter's own name when there is none. */
    private static String jsonName(Class<?> type, Method getter) {
        String name = getter.getName().replaceFirst("^(get|is)", "");
        for (java.lang.reflect.Field field : type.getDeclaredFields()) {
            if (field.getName().equalsIgnoreCase(name)) {
                com.google.gson.annotations.SerializedName serialized =
                        field.getAnnotation(com.google.gson.annotations.SerializedName.class);
                if (serialized != null) {
                    return serialized.value();
                }
            }
        }
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}

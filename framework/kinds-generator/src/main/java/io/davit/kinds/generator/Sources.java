package io.davit.kinds.generator;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;

/** The Java sources in a jar on the class path. */
final class Sources {

    private Sources() {}

    /**
     * The lines of every source beside one.
     *
     * @param one the path of a source that only this jar has, such as {@code /io/kubernetes/client/proto/Meta.java}
     */
    static List<List<String>> beside(String one) throws IOException {
        URL any = Sources.class.getResource(one);
        if (any == null || !(any.openConnection() instanceof JarURLConnection jar)) {
            throw new IllegalStateException("the sources with " + one + " are not on the class path");
        }
        String directory = one.substring(1, one.lastIndexOf('/') + 1);
        List<List<String>> sources = new ArrayList<>();
        for (JarEntry entry : jar.getJarFile().stream()
                .filter(each ->
                        each.getName().startsWith(directory) && each.getName().endsWith(".java"))
                .toList()) {
            try (InputStream in = jar.getJarFile().getInputStream(entry)) {
                sources.add(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
            }
        }
        return sources;
    }
}

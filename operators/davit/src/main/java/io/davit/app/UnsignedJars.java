package io.davit.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Takes the signatures off the libraries in a directory, when Davit is built. They would be read, and each class checked against them, at every
 * start, and no AOT cache keeps classes of a signed jar. Nothing asks who signed: what is built in was checked when it was fetched.
 */
final class UnsignedJars {

    private static final List<String> SIGNATURES = List.of(".SF", ".RSA", ".DSA", ".EC");

    private UnsignedJars() {}

    /** The only argument is the directory. It runs without any library, which it may be rewriting. */
    public static void main(String... arguments) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        for (Path jar : jars) {
            rewrite(jar);
        }
    }

    static void rewrite(Path file) throws IOException {
        Path rewritten = file.resolveSibling(file.getFileName() + ".new");
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            if (jar.stream().noneMatch(UnsignedJars::isSignature)) {
                return;
            }
            try (OutputStream out = Files.newOutputStream(rewritten);
                    JarOutputStream copy = new JarOutputStream(out, withoutDigests(jar.getManifest()))) {
                for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                    if (!isSignature(entry) && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        copy.putNextEntry(new JarEntry(entry.getName()));
                        jar.getInputStream(entry).transferTo(copy);
                        copy.closeEntry();
                    }
                }
            }
        }
        Files.move(rewritten, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isSignature(JarEntry entry) {
        String name = entry.getName().toUpperCase(Locale.ROOT);
        return name.startsWith("META-INF/")
                && name.indexOf('/', "META-INF/".length()) < 0
                && SIGNATURES.stream().anyMatch(name::endsWith);
    }

    /** What a manifest says of the jar as a whole. */
    private static Manifest withoutDigests(Manifest signed) {
        Manifest plain = new Manifest();
        plain.getMainAttributes().putAll(signed.getMainAttributes());
        plain.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        return plain;
    }
}

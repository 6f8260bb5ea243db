package io.davit.kinds.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes the tables of the built-in kinds into a directory.
 *
 * <p>Go types, names and OpenAPI facts come from the overlay files in this module; descriptions from the published client
 * libraries.
 */
public final class GenerateTables {

    private GenerateTables() {}

    /** {@code args[0]}: where to write; it is made when missing. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        Map<String, GoTypes.Type> types = GoTypes.parse(Overlay.lines("go-types.txt"));
        SchemaFacts facts = SchemaFacts.read(types.values());
        try (OutputStream out = Files.newOutputStream(directory.resolve("types.bin"))) {
            new TypesTable(facts).write(types, out);
        }
        try (OutputStream out = Files.newOutputStream(directory.resolve("descriptions.bin"))) {
            new DescriptionsTable(facts, ProtoComments.read(), EnumTexts.read(), Corrections.read()).write(types, out);
        }
        try (OutputStream out = Files.newOutputStream(directory.resolve("resources.bin"))) {
            ResourcesTable.write(Overlay.yaml("resources.yaml"), Overlay.yaml("selectable-fields.yaml"), out);
        }
    }
}

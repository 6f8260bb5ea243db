package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Volumes that no longer work, and files of a volume that get in each other's way. */
final class VolumeWarnings {

    /** In the order in which the API looks at a volume; the second text is the name in the message. */
    private static final Map<String, String> GONE = gone();

    private record Place(String path, String source) {

        @Override
        public String toString() {
            return source.isEmpty() ? Json.quote(path) : Json.quote(path) + " (" + source + ")";
        }

        boolean overlaps(Place other) {
            return path.equals(other.path) || path.startsWith(other.path + "/") || other.path.startsWith(path + "/");
        }
    }

    private VolumeWarnings() {}

    static void check(Field volumes, Consumer<String> warn) {
        for (Field volume : volumes.items()) {
            GONE.forEach((type, text) -> {
                if (volume.get(type).isPresent()) {
                    String shown = type.equals("storageos") ? "storageOS" : type;
                    warn.accept(volume.path().child(shown) + ": " + text);
                }
            });
        }
        volumes.items().forEach(volume -> overlaps(volume, warn));
    }

    private static Map<String, String> gone() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+");
        all.put("gitRepo", "deprecated in v1.11, and disabled by default in v1.33+");
        all.put("scaleIO", "deprecated in v1.16, non-functional in v1.22+");
        all.put("flocker", "deprecated in v1.22, non-functional in v1.25+");
        all.put("storageos", "deprecated in v1.22, non-functional in v1.25+");
        all.put("quobyte", "deprecated in v1.22, non-functional in v1.25+");
        all.put("glusterfs", "deprecated in v1.25, non-functional in v1.26+");
        all.put("cephfs", "deprecated in v1.28, non-functional in v1.31+");
        all.put("rbd", "deprecated in v1.28, non-functional in v1.31+");
        return all;
    }

    private static void overlaps(Field volume, Consumer<String> warn) {
        String name = Json.quote(volume.get("name").text());
        Field configMap = volume.get("configMap");
        Field secret = volume.get("secret");
        overlaps(
                files(configMap, ""),
                name,
                "ConfigMap " + Json.quote(configMap.get("name").text()),
                warn);
        overlaps(
                files(secret, ""),
                name,
                "Secret " + Json.quote(secret.get("secretName").text()),
                warn);
        overlaps(files(volume.get("downwardAPI"), ""), name, "DownwardAPI", warn);
        List<Place> projected = new ArrayList<>();
        for (Field source : volume.get("projected").get("sources").items()) {
            if (source.size() == 0) {
                warn.accept("volume " + name + " (Projected) has no sources provided");
            }
            projected.addAll(projected(source));
        }
        overlaps(projected, name, "Projected", warn);
    }

    private static List<Place> projected(Field source) {
        List<Place> all = new ArrayList<>();
        Field configMap = source.get("configMap");
        Field secret = source.get("secret");
        all.addAll(
                files(configMap, "ConfigMap " + Json.quote(configMap.get("name").text())));
        all.addAll(files(secret, "Secret " + Json.quote(secret.get("name").text())));
        all.addAll(files(source.get("downwardAPI"), "DownwardAPI"));
        Field token = source.get("serviceAccountToken");
        if (token.isPresent()) {
            all.add(place(token, "ServiceAccountToken"));
        }
        Field bundle = source.get("clusterTrustBundle");
        if (bundle.isPresent()) {
            String name = bundle.get("name").isPresent()
                    ? bundle.get("name").text()
                    : bundle.get("signerName").text();
            all.add(place(bundle, "ClusterTrustBundle " + Json.quote(name)));
        }
        return all;
    }

    private static List<Place> files(Field source, String called) {
        return source.get("items").items().stream()
                .map(item -> place(item, called))
                .toList();
    }

    private static Place place(Field item, String source) {
        return new Place(item.get("path").text().replaceAll("/+$", ""), source);
    }

    private static void overlaps(List<Place> places, String volume, String called, Consumer<String> warn) {
        for (int i = 0; i < places.size(); i++) {
            for (Place before : places.subList(0, i)) {
                if (places.get(i).overlaps(before)) {
                    warn.accept("volume " + volume + " (" + called + "): overlapping paths: " + places.get(i) + " with "
                            + before);
                }
            }
        }
    }
}

package io.davit.test.golden;

import io.davit.apiserver.DavitServer;
import io.davit.apiserver.DavitServerOptions;
import io.davit.apiserver.security.StaticToken;
import io.davit.pki.ClientTls;
import io.davit.pki.HostNames;
import io.davit.pki.Keyring;
import io.davit.registry.Caller;
import io.davit.storage.Store;
import io.davit.storage.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The API layer in this JVM with the users that cases come as. */
final class GoldenServer implements AutoCloseable {

    private final Store store = MemoryStore.create();
    private final DavitServer davit;
    private final Server server;

    GoldenServer(Path users) throws IOException {
        Keyring keyring = Keyring.inMemory(HostNames.ofApiServer("10.0.0.1"), Clock.systemUTC());
        List<StaticToken> tokens = new ArrayList<>();
        Map<String, String> byUser = new HashMap<>();
        for (String line : Files.readAllLines(users)) {
            String[] parts = line.split(",", 4);
            String groups = parts.length > 3 ? parts[3].replace("\"", "") : "";
            tokens.add(new StaticToken(
                    parts[0],
                    new Caller(
                            parts[1], parts[2], groups.isEmpty() ? List.of() : List.of(groups.split(",")), Map.of())));
            byUser.put(parts[1], parts[0]);
        }
        davit = DavitServer.start(DavitServerOptions.of(store, keyring).withTokens(tokens));
        server = new Server(davit.url(), ClientTls.trusting(List.of(keyring.authority()), null), byUser);
    }

    Server server() {
        return server;
    }

    @Override
    public void close() {
        davit.close();
        store.close();
    }
}

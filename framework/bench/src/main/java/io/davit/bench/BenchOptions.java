package io.davit.bench;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param server the command that starts an API server, to which {@code --data}, {@code --port} and so on are added
 * @param java the beginning of a command that runs a main class of this class path, for the raw servers
 * @param objects objects of 1.3 KB to fill the server with before lists
 * @param watchers connections that watch
 * @param slice time per measurement
 * @param starts how often to start the server
 * @param peer another API server to put under the same load
 */
public record BenchOptions(
        List<String> server,
        List<String> java,
        int objects,
        int watchers,
        Duration slice,
        int starts,
        @Nullable Peer peer) {

    public BenchOptions {
        server = List.copyOf(server);
        java = List.copyOf(java);
    }

    /**
     * An API server that is already running.
     *
     * @param token its bearer token
     * @param processes its processes where they run on this machine, for CPU time and memory
     */
    public record Peer(URI address, String token, List<Long> processes) {

        public Peer {
            processes = List.copyOf(processes);
        }
    }
}

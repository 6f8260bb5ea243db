package io.davit.kinds.protobuf;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Times as protobuf has them: seconds and nanoseconds since 1970. An empty message is the empty time. */
final class Times {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final long ZERO = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private Times() {}

    static @Nullable JsonNode read(WireReader in, boolean micro) throws MalformedException {
        if (in.done()) {
            return null;
        }
        long seconds = 0;
        int nanos = 0;
        while (!in.done()) {
            switch (in.field()) {
                case 1 -> seconds = in.varint();
                case 2 -> nanos = (int) in.varint();
                default -> in.skip();
            }
        }
        if (seconds == ZERO) {
            return null;
        }
        if (seconds < ZERO || seconds > LAST || nanos < 0 || nanos > 999_999_999) {
            throw new MalformedException("Time.MarshalJSON: year outside of range [0,9999]");
        }
        OffsetDateTime time = Instant.ofEpochSecond(seconds, micro ? nanos : 0).atOffset(ZoneOffset.UTC);
        return StringNode.valueOf((micro ? MICROS : SECONDS).format(time));
    }

    static void write(String text, boolean micro, WireWriter out) {
        Instant time;
        try {
            time = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no time", e);
        }
        out.varint(micro ? time.getNano() / 1000 * 1000 : 0);
        out.tag(2, WireReader.VARINT);
        out.varint(time.getEpochSecond());
        out.tag(1, WireReader.VARINT);
    }
}

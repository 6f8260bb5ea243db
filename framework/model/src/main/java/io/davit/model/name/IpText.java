package io.davit.model.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes the texts of IP addresses. */
final class IpText {

    private static final int V6_GROUPS = 8;

    private IpText() {}

    static @Nullable Ip read(String text, boolean leadingNoughts) {
        byte @Nullable [] bytes = text.indexOf(':') >= 0 ? v6(text, leadingNoughts) : v4(text, leadingNoughts);
        return bytes == null ? null : new Ip(isMappedV4(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes);
    }

    static String write(byte[] bytes) {
        return bytes.length == 4 ? writeV4(bytes) : writeV6(bytes);
    }

    private static byte @Nullable [] v4(String text, boolean leadingNoughts) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            int number = decimal(parts[i], leadingNoughts);
            if (number < 0) {
                return null;
            }
            bytes[i] = (byte) number;
        }
        return bytes;
    }

    private static int decimal(String digits, boolean leadingNoughts) {
        boolean odd = digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (odd || !leadingNoughts && digits.length() > 1 && digits.charAt(0) == '0') {
            return -1;
        }
        String bare = digits.replaceFirst("^0+(?=.)", "");
        return bare.length() > 3 || Integer.parseInt(bare) > 255 ? -1 : Integer.parseInt(bare);
    }

    private static byte @Nullable [] v6(String text, boolean leadingNoughts) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::") || text.contains(":::")) {
            return null;
        }
        List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap), leadingNoughts, gap < 0);
        List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2), leadingNoughts, true);
        if (head == null || tail == null) {
            return null;
        }
        int missing = V6_GROUPS - head.size() - tail.size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            return null;
        }
        List<Integer> all = new ArrayList<>(head);
        for (int i = 0; i < missing; i++) {
            all.add(0);
        }
        all.addAll(tail);
        byte[] bytes = new byte[16];
        for (int i = 0; i < V6_GROUPS; i++) {
            bytes[2 * i] = (byte) (all.get(i) >> 8);
            bytes[2 * i + 1] = (byte) all.get(i).intValue();
        }
        return bytes;
    }

    private static @Nullable List<Integer> groups(String text, boolean leadingNoughts, boolean last) {
        List<Integer> all = new ArrayList<>();
        if (text.isEmpty()) {
            return all;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (last && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                byte @Nullable [] v4 = v4(parts[i], leadingNoughts);
                if (v4 == null) {
                    return null;
                }
                all.add((v4[0] & 0xff) << 8 | v4[1] & 0xff);
                all.add((v4[2] & 0xff) << 8 | v4[3] & 0xff);
            } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                all.add(Integer.parseInt(parts[i], 16));
            } else {
                return null;
            }
        }
        return all;
    }

    private static boolean isMappedV4(byte[] bytes) {
        if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static String writeV4(byte[] bytes) {
        return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff);
    }

    private static String writeV6(byte[] bytes) {
        int[] groups = new int[V6_GROUPS];
        for (int i = 0; i < V6_GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        int gap = -1;
        int length = 1;
        for (int i = 0; i < V6_GROUPS; i++) {
            int end = i;
            while (end < V6_GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                gap = i;
                length = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < V6_GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}

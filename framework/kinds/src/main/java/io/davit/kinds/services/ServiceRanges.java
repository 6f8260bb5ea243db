package io.davit.kinds.services;

import java.util.List;

/**
 * The addresses and ports that a cluster can give to Services. What is taken stays taken until it is released; a dry run's ranges
 * take nothing.
 */
public interface ServiceRanges {

    /** {@code IPv4}, {@code IPv6} or both, the default first. */
    List<String> families();

    /** Takes any free address of the family. */
    String takeAddress(String family);

    /** Takes this address; answers why it cannot be had, or an empty text. */
    String takeAddressNamed(String address);

    /** Takes any free port. */
    int takePort();

    /** Takes this port; answers why it cannot be had, or an empty text. */
    String takePortNamed(int port);
}

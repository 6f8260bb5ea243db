/** Cluster addresses and node ports: handed out to Services, each once, and taken back. */
@NullMarked
package io.davit.registry.network;

import org.jspecify.annotations.NullMarked;

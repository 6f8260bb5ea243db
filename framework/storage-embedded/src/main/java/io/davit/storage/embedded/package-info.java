/** The durable single-process engine on RocksDB. */
@NullMarked
package io.davit.storage.embedded;

import org.jspecify.annotations.NullMarked;

/** The Go types behind the built-in kinds, as tables: what JSON, protobuf and OpenAPI have in common. */
@NullMarked
package io.davit.kinds.type;

import org.jspecify.annotations.NullMarked;

/** Replays recorded requests against the server and compares the answers with those a real kube-apiserver gave. */
@NullMarked
package io.davit.test.golden;

import org.jspecify.annotations.NullMarked;

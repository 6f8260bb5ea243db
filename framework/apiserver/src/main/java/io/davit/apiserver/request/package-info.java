/** What a request asks for, read from its method, path and query before anything is looked up. */
@NullMarked
package io.davit.apiserver.request;

import org.jspecify.annotations.NullMarked;

/** What the server tells about itself: its groups, versions and resources, its own version, and its health. */
@NullMarked
package io.davit.apiserver.discovery;

import org.jspecify.annotations.NullMarked;

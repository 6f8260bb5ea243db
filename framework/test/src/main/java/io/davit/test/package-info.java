/** JUnit support: the API layer in this JVM, with a client that speaks to it over HTTPS. */
@NullMarked
package io.davit.test;

import org.jspecify.annotations.NullMarked;

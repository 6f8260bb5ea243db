/** Certificates and keys of one installation, and the kubeconfig that carries them to kubectl. */
@NullMarked
package io.davit.pki;

import org.jspecify.annotations.NullMarked;

/** The providers on the real APIs of their KMSs, and on a proxy that answers as one in trouble. */
@NullMarked
package io.tenantcrypt.it.kms;

import org.jspecify.annotations.NullMarked;

/**
 * KEKs in Google Cloud KMS, by Google's client for Java, which the application brings. Imports
 * keys.kms, keys, crypto and error. Never touches a class of the client before a KEK of this kind
 * is used.
 */
@NullMarked
package io.tenantcrypt.keys.kms.gcp;

import org.jspecify.annotations.NullMarked;

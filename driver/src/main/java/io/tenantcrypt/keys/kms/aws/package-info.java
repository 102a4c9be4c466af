/**
 * KEKs in AWS KMS, by the AWS SDK for Java 2, which the application brings. Imports keys.kms, keys,
 * crypto and error. Never touches a class of the SDK before a KEK of this kind is used.
 */
@NullMarked
package io.tenantcrypt.keys.kms.aws;

import org.jspecify.annotations.NullMarked;

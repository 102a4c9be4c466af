/**
 * The SPI behind which key encryption keys live, one sub-package a provider. Imports keys, crypto
 * and error. Never sees a tenant's data.
 */
@NullMarked
package io.tenantcrypt.keys.kms;

import org.jspecify.annotations.NullMarked;

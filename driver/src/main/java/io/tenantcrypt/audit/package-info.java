/**
 * What is told of the reviewed exits: events, and the SPI of those who keep them. Imports only the
 * JDK. Never sees a statement's text, a value or a key.
 */
@NullMarked
package io.tenantcrypt.audit;

import org.jspecify.annotations.NullMarked;

/**
 * JMH benchmarks: the plain driver, AES-GCM written by hand, and ours, beside each other. Not
 * null-marked: JMH fills its states itself.
 */
package io.tenantcrypt.it.bench;

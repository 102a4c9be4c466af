package io.tenantcrypt.keys.store;

/**
 * What a runtime tells the key tables of itself.
 *
 * @param driverVersion of the driver
 * @param formats cell formats that it reads, separated by commas
 * @param policyRevision of its policy
 */
public record RuntimeFacts(String driverVersion, String formats, long policyRevision) {}

package io.tenantcrypt.keys.store;

import java.util.function.Supplier;

/**
 * What a runtime tells the key tables of itself.
 *
 * @param driverVersion of the driver
 * @param formats cell formats that it reads, separated by commas
 * @param policyRevision of its policy
 * @param database asks for the identity of the data's database; may throw as that answers
 */
public record RuntimeFacts(
    String driverVersion, String formats, long policyRevision, Supplier<String> database) {}

package io.tenantcrypt;

/**
 * A runtime, told; asks neither database nor KMS.
 *
 * @param policyRevision of the policy in force
 * @param deployment the policy's deployment id
 * @param kekScheme the provider of the key encryption key, for example {@code aws-kms}
 * @param dataKeys how many tenants' data keys are held unwrapped now
 */
public record TenantCryptState(
    long policyRevision, String deployment, String kekScheme, int dataKeys) {}

package io.tenantcrypt.keys;

/**
 * What a KMS says about a KEK.
 *
 * @param canonical the KEK's own name, aliases resolved; the URI itself where there are none
 * @param exclusive whether a key table that holds keys of another scheme must not hold keys of this
 *     one: providers for a laptop and for tests
 */
public record KekDescription(KekUri canonical, boolean exclusive) {}

package io.tenantcrypt.keys.store;

import io.tenantcrypt.keys.KekSource;
import io.tenantcrypt.keys.KmsCall;
import io.tenantcrypt.policy.KeyPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the keys of one runtime are made of.
 *
 * @param policy where keys come from, as the policy says
 * @param deployment the policy's deployment id
 * @param kekOverride the setting {@code kek}
 * @param connections to the key tables
 * @param schema the key tables' schema, as the catalog holds it
 * @param timeout the setting {@code kmsTimeout}
 * @param keks KEKs; what {@code KmsProviders.load(…)} gives
 * @param calls is told of each call to a KMS
 * @param clock wall time, for what is written into the tables
 * @param facts what the runtime tells the key tables of itself
 */
public record KeyRuntimeConfig(
    KeyPolicy policy,
    String deployment,
    Optional<String> kekOverride,
    ConnectionSupplier connections,
    String schema,
    Duration timeout,
    KekSource keks,
    KmsCall.Listener calls,
    InstantSource clock,
    RuntimeFacts facts) {}

package io.tenantcrypt.policy.yaml;

import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.policy.KeyPolicy.Cache;
import io.tenantcrypt.policy.KeyPolicy.Envelope;
import io.tenantcrypt.policy.KeyPolicy.Provision;
import io.tenantcrypt.policy.KeyPolicy.Rotation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code keys}. */
final class KeysReader {

  private static final Map<String, Envelope> ENVELOPE =
      Map.of("table", Envelope.TABLE, "inline", Envelope.INLINE);
  private static final Map<String, Provision> PROVISION =
      Map.of("explicit", Provision.EXPLICIT, "firstWrite", Provision.FIRST_WRITE);

  private final KeyPolicy policy;

  KeysReader(Optional<Value> value) {
    Optional<Section> section =
        value.map(
            v ->
                Section.of(
                    v, "kek", "tiers", "allowed", "cache", "rotation", "envelope", "provision"));
    policy =
        new KeyPolicy(
            get(section, "kek").flatMap(Form.KEK::read),
            get(section, "tiers").map(KeysReader::tiers).orElse(Map.of()),
            get(section, "allowed").map(KeysReader::allowed).orElse(List.of()),
            get(section, "cache").map(KeysReader::cache).orElse(Cache.DEFAULT),
            get(section, "rotation").map(KeysReader::rotation).orElse(Rotation.NONE),
            get(section, "envelope").flatMap(v -> Read.choice(v, ENVELOPE)).orElse(Envelope.TABLE),
            get(section, "provision")
                .flatMap(v -> Read.choice(v, PROVISION))
                .orElse(Provision.EXPLICIT));
  }

  /** What was read; where something was reported, its default stands in its place. */
  KeyPolicy policy() {
    return policy;
  }

  private static Optional<Value> get(Optional<Section> section, String key) {
    return section.flatMap(s -> s.get(key));
  }

  private static Map<String, String> tiers(Value value) {
    Map<String, String> tiers = new LinkedHashMap<>();
    value
        .entries()
        .forEach(
            (name, entry) -> {
              if (!Form.TIER_NAME.matches(name)) {
                entry.key().problem("expected " + Form.TIER_NAME.expected());
              }
              Form.TIER_KEK.read(entry.value()).ifPresent(kek -> tiers.put(name, kek));
            });
    return tiers;
  }

  private static List<String> allowed(Value value) {
    // An empty list would read as "nothing" and mean "what kek and tiers give".
    return Read.distinctSome(value, Form.KEK_PATTERN::read);
  }

  private static Cache cache(Value value) {
    Section section = Section.of(value, "maxEntries", "ttl", "staleIfUnavailable", "ring");
    Cache preset = Cache.DEFAULT;
    return new Cache(
        section
            .get("maxEntries")
            .flatMap(v -> Read.number(v, 1, 1_000_000))
            .map(Math::toIntExact)
            .orElse(preset.maxEntries()),
        positive(section, "ttl").orElse(preset.ttl()),
        section
            .get("staleIfUnavailable")
            .flatMap(v -> Read.duration(v, true))
            .orElse(preset.staleIfUnavailable()),
        positive(section, "ring").orElse(preset.ring()));
  }

  private static Rotation rotation(Value value) {
    Section section = Section.of(value, "dek", "kek", "grace");
    return new Rotation(
        positive(section, "dek"), positive(section, "kek"), positive(section, "grace"));
  }

  private static Optional<Duration> positive(Section section, String key) {
    return section.get(key).flatMap(v -> Read.duration(v, false));
  }
}

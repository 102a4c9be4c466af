package io.tenantcrypt.admin;

import io.tenantcrypt.keys.KekInquiry;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.KeyState;
import io.tenantcrypt.keys.WrappedBy;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.keys.store.KeyStorePlace;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a certificate tells of keys that are gone by then: noted in the job with their destruction.
 * It holds nothing that opens anything. Immutable.
 *
 * @param keys all versions of all keys, as they were
 * @param keks all that ever wrapped one of them
 * @param probes to ask the KMSs with
 * @param place where the key tables were
 * @param product of the database that holds them
 */
record ShredRecord(
    List<Key> keys,
    List<Kek> keks,
    List<KekInquiry.Probe> probes,
    KeyStorePlace place,
    String product) {

  /**
   * A version of a key.
   *
   * @param keks what it was wrapped by at the end; none where it had been destroyed before
   */
  record Key(KeyPurpose purpose, int version, KeyId id, KeyState state, List<WrappedBy> keks) {

    static Key of(KeyRow row) {
      return new Key(
          row.purpose(),
          row.version(),
          row.id(),
          row.state(),
          row.copies().stream().map(WrappedBy::of).toList());
    }
  }

  /**
   * A KEK.
   *
   * @param current whether it wrapped one of the keys at the end, or only earlier
   * @param tenants how many other tenants had keys under it
   * @param platform whether the deployment's own keys were under it
   */
  record Kek(WrappedBy by, boolean current, long tenants, boolean platform) {}

  private static final String KEYS = "keys";
  private static final String KEKS = "keks";
  private static final String PROBES = "probes";
  private static final String PLACE = "place";
  private static final String PRODUCT = "product";

  ShredRecord {
    keys = List.copyOf(keys);
    keks = List.copyOf(keks);
    probes = List.copyOf(probes);
  }

  /** The probe of a KEK. */
  Optional<KekInquiry.Probe> probe(KekUri kek) {
    return probes.stream().filter(each -> each.wrapped().kek().equals(kek)).findFirst();
  }

  /** Writes it into a job's progress: a line each, words with blanks between. */
  void put(SortedMap<String, String> progress) {
    progress.put(KEYS, lines(keys, ShredRecord::line));
    progress.put(KEKS, lines(keks, ShredRecord::line));
    progress.put(PROBES, lines(probes, ShredRecord::line));
    progress.put(PLACE, place.name());
    progress.put(PRODUCT, product);
  }

  /** Reads what {@link #put} wrote. */
  static ShredRecord of(Map<String, String> progress) {
    return new ShredRecord(
        read(progress, KEYS, ShredRecord::key),
        read(progress, KEKS, ShredRecord::kek),
        read(progress, PROBES, ShredRecord::probe),
        KeyStorePlace.valueOf(String.valueOf(progress.get(PLACE))),
        String.valueOf(progress.get(PRODUCT)));
  }

  private static String line(Key key) {
    StringBuilder line = new StringBuilder();
    line.append(key.purpose()).append(' ').append(key.version()).append(' ').append(key.id());
    line.append(' ').append(key.state());
    key.keks().forEach(by -> line.append(' ').append(text(by)));
    return line.toString();
  }

  private static Key key(String[] words) {
    List<WrappedBy> keks = new ArrayList<>();
    for (int i = 4; i < words.length; i += 2) {
      keks.add(by(words, i));
    }
    return new Key(
        KeyPurpose.valueOf(words[0]),
        Integer.parseInt(words[1]),
        new KeyId(words[2]),
        KeyState.valueOf(words[3]),
        keks);
  }

  private static String line(Kek kek) {
    return text(kek.by()) + " " + kek.current() + " " + kek.tenants() + " " + kek.platform();
  }

  private static Kek kek(String[] words) {
    return new Kek(
        by(words, 0),
        Boolean.parseBoolean(words[2]),
        Long.parseLong(words[3]),
        Boolean.parseBoolean(words[4]));
  }

  private static String line(KekInquiry.Probe probe) {
    return text(WrappedBy.of(probe.wrapped()))
        + " "
        + Base64.getEncoder().encodeToString(probe.wrapped().bytes())
        + " "
        + probe.id();
  }

  private static KekInquiry.Probe probe(String[] words) {
    WrappedBy by = by(words, 0);
    byte[] wrapped = Base64.getDecoder().decode(words[2]);
    return new KekInquiry.Probe(
        new WrappedKey(by.kek(), by.kmsKeyId(), wrapped), new KeyId(words[3]));
  }

  private static String text(WrappedBy by) {
    return by.kek() + " " + URLEncoder.encode(by.kmsKeyId(), StandardCharsets.UTF_8);
  }

  private static WrappedBy by(String[] words, int at) {
    return new WrappedBy(
        KekUri.parse(words[at]), URLDecoder.decode(words[at + 1], StandardCharsets.UTF_8));
  }

  private static <T> String lines(List<T> all, Function<T, String> line) {
    return all.stream().map(line).collect(Collectors.joining("\n"));
  }

  private static <T> List<T> read(
      Map<String, String> progress, String name, Function<String[], T> parse) {
    String text = progress.getOrDefault(name, "");
    return text.isEmpty()
        ? List.of()
        : text.lines().map(line -> line.split(" ", -1)).map(parse).toList();
  }
}

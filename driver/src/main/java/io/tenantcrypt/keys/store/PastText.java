package io.tenantcrypt.keys.store;

import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.TenantPast;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.WrappedBy;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A tenant's past among its attributes, under names that no template can have: {@code $keks} holds
 * a KEK's URI and what its KMS calls it, percent-encoded, with a space between them and a tab after
 * each; {@code $rehearsal} the rehearsal's id.
 */
final class PastText {

  private static final String KEKS = "$keks";
  private static final String REHEARSAL = "$rehearsal";

  private PastText() {}

  /** The column {@code attributes} of a tenant. */
  static String attributes(TenantRing ring) {
    SortedMap<String, String> all = new TreeMap<>(ring.attributes());
    TenantPast past = ring.past();
    if (!past.keks().isEmpty()) {
      all.put(KEKS, past.keks().stream().map(PastText::text).collect(Collectors.joining()));
    }
    past.rehearsal().ifPresent(run -> all.put(REHEARSAL, run.value()));
    return Attributes.format(all);
  }

  private static String text(WrappedBy by) {
    return by.kek() + " " + URLEncoder.encode(by.kmsKeyId(), StandardCharsets.UTF_8) + "\t";
  }

  /** Takes the past out of what {@link #attributes} wrote. */
  static TenantPast take(SortedMap<String, String> attributes) {
    SortedSet<WrappedBy> keks = new TreeSet<>();
    String text = attributes.remove(KEKS);
    if (text != null) {
      if (!text.endsWith("\t")) {
        throw new IllegalArgumentException("A tenant's past ends too early");
      }
      for (String each : text.substring(0, text.length() - 1).split("\t", -1)) {
        int space = each.indexOf(' ');
        if (space < 0) {
          throw new IllegalArgumentException("A KEK of a tenant's past has no name of its KMS");
        }
        keks.add(
            new WrappedBy(
                KekUri.parse(each.substring(0, space)),
                URLDecoder.decode(each.substring(space + 1), StandardCharsets.UTF_8)));
      }
    }
    return new TenantPast(keks, Optional.ofNullable(attributes.remove(REHEARSAL)).map(KeyId::new));
  }
}

package io.tenantcrypt.keys.kms;

import io.tenantcrypt.keys.KekUri;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rest of a KEK URI as {@code path?name=value&name=value}. Immutable.
 *
 * @param path all before the question mark
 * @param parameters by name; each stood there once
 */
public record KekUriQuery(String path, Map<String, String> parameters) {

  public KekUriQuery {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads a URI.
   *
   * @param known the parameters that there are
   * @return empty if it is not of this form, names another parameter, or one twice or without value
   */
  public static Optional<KekUriQuery> read(KekUri uri, Set<String> known) {
    int mark = uri.rest().indexOf('?');
    if (mark < 0) {
      return Optional.of(new KekUriQuery(uri.rest(), Map.of()));
    }
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : uri.rest().substring(mark + 1).split("&", -1)) {
      int is = pair.indexOf('=');
      String name = is < 0 ? pair : pair.substring(0, is);
      String value = is < 0 ? "" : pair.substring(is + 1);
      if (value.isEmpty() || !known.contains(name) || parameters.put(name, value) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new KekUriQuery(uri.rest().substring(0, mark), parameters));
  }

  /** A parameter's value. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}

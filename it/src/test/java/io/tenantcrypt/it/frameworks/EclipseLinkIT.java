package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.eclipselink.EclipseLinkApplications;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JPA application on EclipseLink; the driver adds the predicates. */
class EclipseLinkIT extends FrameworkContract {

  EclipseLinkIT() {
    super("eclipselink", "scope");
  }

  @Override
  Application start(String url) {
    return EclipseLinkApplications.plain(url);
  }

  /** The kinds of an entity come in the order of a map, and its aliases with them. */
  @Override
  String canonical(String sql) {
    return Stream.of(sql.split("\\W+", -1))
        .map(word -> word.matches("t[0-9]+") ? "t" : word)
        .sorted()
        .collect(Collectors.joining(" "));
  }
}

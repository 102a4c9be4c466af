package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.catalog.PostgresCatalogReader;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.yaml.PolicyLoader;
import io.tenantcrypt.sql.Analyzer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The analyser alone, over the catalog of the frameworks' schema. */
final class Judge {

  private final Analyzer analyzer;
  private final SessionView view;

  private Judge(Analyzer analyzer, SessionView view) {
    this.analyzer = analyzer;
    this.view = view;
  }

  /**
   * For the statements of one file.
   *
   * @param sent all of them; a table that one of them creates exists for the others
   */
  static Judge of(Path policy, String plainUrl, Iterable<String> sent) throws Exception {
    Analyzer analyzer =
        new Analyzer(
            PolicyLoader.load(policy.toString(), Files.readString(policy), variable -> null));
    try (Connection connection = DriverManager.getConnection(plainUrl)) {
      CatalogSnapshot snapshot = new PostgresCatalogReader().read(connection, 1);
      SessionView view =
          SessionView.of(snapshot, List.of("pg_catalog", "public"), new Reading.Postgres(true));
      for (String sql : sent) {
        if (sql.toLowerCase(Locale.ROOT).startsWith("create ")) {
          for (CatalogChange change : changes(analyzer.analyze(sql, view))) {
            view = view.with(change);
          }
        }
      }
      return new Judge(analyzer, view);
    }
  }

  private static List<CatalogChange> changes(StatementPlan plan) {
    if (plan instanceof StatementPlan.PassThrough pass) {
      return pass.effects().catalog();
    }
    return plan instanceof StatementPlan.Protected change ? change.effects().catalog() : List.of();
  }

  /** The refusal, or nothing where the statement is taken. */
  Optional<StatementPlan.Refused> refusal(String sql) {
    return analyzer.analyze(sql, view) instanceof StatementPlan.Refused refused
        ? Optional.of(refused)
        : Optional.empty();
  }
}

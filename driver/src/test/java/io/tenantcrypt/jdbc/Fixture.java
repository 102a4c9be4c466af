package io.tenantcrypt.jdbc;

import io.tenantcrypt.audit.AuditEvent;
import io.tenantcrypt.audit.AuditTrail;
import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.catalog.CatalogSource;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.codec.Connector;
import io.tenantcrypt.codec.Decoder;
import io.tenantcrypt.codec.Form;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.Explanation;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.plan.TargetColumn;
import io.tenantcrypt.plan.TenantCheck;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.IndexPolicy;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TableName;
import io.tenantcrypt.policy.TablePolicy;
import io.tenantcrypt.policy.TenancyPolicy;
import io.tenantcrypt.protect.Opener;
import io.tenantcrypt.protect.Protection;
import io.tenantcrypt.protect.Sealer;
import io.tenantcrypt.tenancy.BindingDuration;
import io.tenantcrypt.tenancy.TenantId;
import io.tenantcrypt.tenancy.TenantResolver;
import io.tenantcrypt.tenancy.ThreadTenantResolver;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** A runtime whose plans are given by hand and whose cells are legible: tenant, counter, bytes. */
@NullUnmarked
final class Fixture implements Planner, CatalogSource, Protection, WriteGuard, ReadingStateReader {

  static final ProtectedColumn SSN =
      new ProtectedColumn(
          "patient",
          "ssn",
          "patient.ssn",
          LogicalType.of(LogicalType.Name.VARCHAR, 11),
          ColumnPolicy.Storage.BINARY,
          1,
          false);
  static final ProtectedColumn AGE =
      new ProtectedColumn(
          "patient",
          "age",
          "patient.age",
          LogicalType.of(LogicalType.Name.INTEGER),
          ColumnPolicy.Storage.TEXT,
          1,
          false);
  static final OutputColumn SSN_CELL = new OutputColumn.Cell(SSN);

  final FakeDriver driver = new FakeDriver();
  final Map<String, StatementPlan> plans = new HashMap<>();
  final List<SessionView> asked = new ArrayList<>();
  CatalogSnapshot snapshot = snapshot(1);
  CatalogSnapshot refreshed;
  int refreshes;
  int readings;
  int sealers;
  int openSealers;
  ErrorCode writesRefused;
  ReadingState reading =
      new ReadingState(List.of("pg_catalog", "public"), new Reading.Postgres(true));
  Optional<TenantId> fixed = Optional.empty();
  TenantResolver resolver = new ThreadTenantResolver();
  BindingDuration duration = BindingDuration.TRANSACTION;
  boolean bySql;
  boolean allowUnwrap;
  boolean platform;
  String sessionVariable;
  Instant now = Instant.parse("2026-07-15T12:00:00Z");
  final List<AuditEvent> audited = new ArrayList<>();
  final List<String> explained = new ArrayList<>();
  Explanation explanation;
  Protection protection = this;
  private int seals;

  static CatalogSnapshot snapshot(long version) {
    return new CatalogSnapshot(version, Map.of(), Set.of(), Set.of(), Map.of());
  }

  Connection open() throws SQLException {
    return open(driver.connection());
  }

  Connection open(Connection raw) throws SQLException {
    Connection ours = CryptConnection.open(raw, runtime(), settings(), "jdbc:tenantcrypt:fake:x");
    driver.log.clear();
    return ours;
  }

  JdbcRuntime runtime() {
    return new JdbcRuntime(this, this, protection, this, this, policy(), new PlanCache(), exits());
  }

  Exits exits() {
    return new Exits(
        this,
        new PlanCache(),
        (sql, view, plan, platform) -> {
          explained.add(sql);
          return explanation;
        },
        new AuditTrail(List.of(audited::add), () -> now),
        Optional.ofNullable(sessionVariable));
  }

  JdbcSettings settings() {
    return new JdbcSettings(fixed, resolver, duration, bySql, allowUnwrap, "tenantcrypt", platform);
  }

  static Policy policy() {
    ColumnPolicy ssn =
        new ColumnPolicy(
            "ssn",
            SSN.type(),
            ColumnPolicy.Encryption.RANDOMIZED,
            "patient.ssn",
            ColumnPolicy.Storage.BINARY,
            1,
            Optional.of(new IndexPolicy("ssn_bidx", List.of())),
            List.of());
    Map<String, ColumnPolicy> columns = new LinkedHashMap<>(Map.of("ssn", ssn));
    return new Policy(
        1,
        "d",
        1,
        new TenancyPolicy(
            "tenant_id",
            TenancyPolicy.Unscoped.REFUSE,
            TenancyPolicy.Unlisted.ALLOW,
            Optional.empty()),
        new KeyPolicy(
            Optional.empty(),
            Map.of(),
            List.of(),
            KeyPolicy.Cache.DEFAULT,
            KeyPolicy.Rotation.NONE,
            KeyPolicy.Envelope.TABLE,
            KeyPolicy.Provision.EXPLICIT),
        List.of(new TablePolicy(TableName.of("patient"), false, Optional.empty(), columns)));
  }

  static StatementPlan.PassThrough pass() {
    return new StatementPlan.PassThrough(Effects.NONE, true);
  }

  static StatementPlan.PassThrough pass(Effects effects) {
    return new StatementPlan.PassThrough(effects, true);
  }

  /** A protected plan of the given parts. */
  static StatementPlan.Protected plan(
      String sql,
      int parameters,
      List<ParameterSlot> slots,
      List<OutputColumn> outputs,
      List<TenantCheck> checks) {
    return new StatementPlan.Protected(
        sql,
        slots,
        parameters,
        outputs,
        List.of(),
        checks,
        true,
        Optional.empty(),
        Effects.NONE,
        true);
  }

  static StatementPlan.Protected withTarget(
      StatementPlan.Protected plan, List<TargetColumn> target) {
    return new StatementPlan.Protected(
        plan.sql(),
        plan.parameters(),
        plan.applicationParameters(),
        plan.outputs(),
        target,
        plan.checks(),
        plan.needsTenant(),
        plan.sqlWithoutTenant(),
        plan.effects(),
        plan.cacheable());
  }

  static StatementPlan.Protected withoutTenant(StatementPlan.Protected plan, String sql) {
    return new StatementPlan.Protected(
        plan.sql(),
        plan.parameters(),
        plan.applicationParameters(),
        plan.outputs(),
        plan.target(),
        plan.checks(),
        plan.needsTenant(),
        Optional.of(sql),
        plan.effects(),
        plan.cacheable());
  }

  @Override
  public StatementPlan plan(String sql, SessionView view) {
    asked.add(view);
    return plans.getOrDefault(
        sql, new StatementPlan.Refused(ErrorCode.TC003, "not foreseen", 7, false));
  }

  @Override
  public CatalogSnapshot current() {
    return snapshot;
  }

  @Override
  public CatalogSnapshot refresh() {
    refreshes++;
    if (refreshed != null) {
      snapshot = refreshed;
    }
    return snapshot;
  }

  @Override
  public void check(StatementPlan.Protected plan) {
    if (writesRefused != null) {
      throw new io.tenantcrypt.error.TenantCryptException(writesRefused, "writes are refused");
    }
  }

  @Override
  public ReadingState read(Connection raw, boolean inTransaction) {
    readings++;
    return reading;
  }

  @Override
  public Sealer sealer(TenantId tenant) {
    sealers++;
    openSealers++;
    return new Sealer() {
      @Override
      public Object seal(ProtectedColumn column, byte[] canonical) {
        String cell =
            tenant + "#" + ++seals + "#" + new String(canonical, StandardCharsets.ISO_8859_1);
        return column.storage() == ColumnPolicy.Storage.TEXT
            ? cell
            : cell.getBytes(StandardCharsets.ISO_8859_1);
      }

      @Override
      public boolean maySend() {
        return true;
      }

      @Override
      public boolean renewed() {
        return true;
      }

      @Override
      public boolean covers(Sealer other) {
        return true;
      }

      @Override
      public void close() {
        openSealers--;
      }
    };
  }

  @Override
  public Opener opener(TenantId tenant, ProtectedColumn column, Connector connector) {
    return (cell, form, hint) -> {
      String text =
          cell instanceof byte[] bytes
              ? new String(bytes, StandardCharsets.ISO_8859_1)
              : (String) cell;
      String[] parts = text.split("#", 3);
      if (parts.length < 3 || !parts[0].equals(tenant.value())) {
        throw new io.tenantcrypt.error.TenantCryptException(
            ErrorCode.TC020, "The cell of " + column.label() + " does not open.");
      }
      byte[] canonical = parts[2].getBytes(StandardCharsets.ISO_8859_1);
      return new Decoder(column.label(), column.type(), connector)
          .decode(canonical, canonical.length, form, hint);
    };
  }

  /** A legible cell. */
  static byte[] cell(String tenant, String value) {
    return (tenant + "#0#" + value).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What a parameter of a legible cell looks like in the recorded call. */
  static String recorded(String text) {
    return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A form, so that tests need not import it. */
  static Form string() {
    return Form.STRING;
  }
}

package io.tenantcrypt.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.Product;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.codec.Connector;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.Explanation;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.tenancy.TenantBinding;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One physical session: how its statements are judged and whom it works for. */
final class Session {

  /** Ends a transaction however text is read: words only. */
  private static final Pattern END_OF_TRANSACTION =
      Pattern.compile("\\s*(?i:commit|rollback|end|abort)\\b[\\w\\s]*;?\\s*");

  private final Connection raw;
  private final JdbcRuntime runtime;
  private final JdbcSettings settings;
  private final TenantBinding tenants;
  private final SessionState state;
  private final Connector connector;
  private final ExitUse exits;
  private final @Nullable TenantVariable variable;
  private final ReentrantLock sending;
  private final KnownTexts texts = new KnownTexts();
  private volatile boolean ended;
  private boolean held;

  /** Something that is sent to the real driver. */
  @FunctionalInterface
  interface Sending<R> {
    R send() throws SQLException;
  }

  Session(
      Connection raw,
      JdbcRuntime runtime,
      JdbcSettings settings,
      TenantBinding tenants,
      Branch branch)
      throws SQLException {
    this.raw = raw;
    this.runtime = runtime;
    this.settings = settings;
    this.tenants = tenants;
    sending = new ReentrantLock();
    boolean platform = settings.platform();
    exits = new ExitUse(runtime.exits().audit(), platform);
    if (platform) {
      exits.opened();
      readOnly(raw);
    }
    state =
        new SessionState(
            raw, runtime, platform ? runtime.exits().platformPlans() : runtime.plans(), branch);
    connector = connector(raw, state.reading());
    variable = variable();
  }

  /** The session of the next logical connection of the same physical one. */
  Session(Connection raw, Session before) throws SQLException {
    this.raw = raw;
    runtime = before.runtime;
    settings = before.settings;
    tenants = before.tenants;
    exits = before.exits;
    sending = before.sending;
    state = before.state;
    connector = before.connector;
    state.continuedBy(raw);
    if (settings.platform()) {
      readOnly(raw); // a driver may have let the server forget it
    }
    variable = variable();
  }

  private @Nullable TenantVariable variable() {
    return settings.platform()
        ? null
        : runtime.exits().sessionVariable().map(n -> new TenantVariable(raw, n)).orElse(null);
  }

  /**
   * Ends what this connection may do: from now on the physical one may be another borrower's, and
   * no statement that was left behind works for that one's tenant.
   */
  void end() {
    ended = true;
    tenants.requestEnded();
  }

  boolean hasEnded() {
    return ended;
  }

  /**
   * Requires that a statement's connection was not closed: some drivers' statements outlive it, and
   * the physical connection may be another borrower's.
   *
   * @param real what answers, if it is there
   */
  void requireOpen(@Nullable Statement real) throws SQLException {
    if (ended) {
      requireLive();
      throw ClosedAnswers.of(raw, real);
    }
  }

  /** Whether statements are closed by now because their connection is: not by every driver. */
  boolean closesStatements() {
    return ended && state.reading() instanceof Reading.Mysql;
  }

  /** Requires that the connection was not closed where the real driver would not notice. */
  void requireLive() throws SQLException {
    if (ended && !raw.isClosed()) {
      throw new SQLException("This connection is closed.", "08003");
    }
  }

  /** The server's own lock, beneath the analysis. */
  private static void readOnly(Connection raw) throws SQLException {
    try (Statement statement = raw.createStatement()) {
      boolean postgres = Product.of(raw).filter(Product.POSTGRESQL::equals).isPresent();
      statement.execute(
          postgres
              ? "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"
              : "SET SESSION TRANSACTION READ ONLY");
    }
    if (!raw.getAutoCommit()) {
      raw.commit(); // a rollback would take it back
    }
  }

  /**
   * Held from the judgement of a text until it was sent and its effects are noted: what another
   * thread sends between could change what the text means. Real drivers too send one statement
   * after the other. Not held while a result is read, and not needed to cancel, abort or close.
   */
  ReentrantLock sending() {
    return sending;
  }

  Connection raw() throws SQLException {
    requireLive();
    return raw;
  }

  JdbcRuntime runtime() {
    return runtime;
  }

  /** How the session's server reads text, as far as is known. */
  Reading reading() {
    return state.reading();
  }

  /** The real driver, as far as its setters and getters go. */
  Connector connector() {
    return connector;
  }

  /** MySQL's connector says whose it is in its metadata; so does MariaDB's. */
  private static Connector connector(Connection raw, Reading reading) throws SQLException {
    if (reading instanceof Reading.Mysql server) {
      String driver = String.valueOf(raw.getMetaData().getDriverName());
      return Connector.ofMysql(driver, server.mariaDb());
    }
    return reading instanceof Reading.H2 ? Connector.H2 : Connector.POSTGRESQL;
  }

  JdbcSettings settings() {
    return settings;
  }

  TenantBinding tenants() {
    return tenants;
  }

  SessionState state() {
    return state;
  }

  /**
   * The route of a text under what the session sees now.
   *
   * @throws TenantCryptException with the code of the refusal
   */
  Route route(String sql) throws SQLException {
    SessionView view;
    try {
      view = state.view();
    } catch (SQLException | TenantCryptException e) {
      Route end = endOfTransaction(sql);
      if (end != null) {
        return end;
      }
      throw e;
    }
    Cache<String, Route> plans = state.plans();
    Route route = plans == null ? null : plans.getIfPresent(sql);
    if (route == null) {
      route = newly(sql, view);
    }
    if (route.plan() instanceof StatementPlan.Refused refused) {
      TenantCryptException refusal = refusal(refused);
      exits.refused(sql, view.reading(), refusal);
      throw refusal;
    }
    return route;
  }

  /** As {@link #route}, with what the text was judged under. */
  Judged judged(String sql) throws SQLException {
    Route route = route(sql);
    return new Judged(route, state.knownView());
  }

  /**
   * A text that was judged before under what the session saw last; null if it was not, or if
   * preparing it asks or sends anything. Takes no lock and looks at no clock: what the session sees
   * by then is looked at before the text is sent.
   */
  @Nullable Judged known(String sql) {
    return texts.of(sql, state.lastSeen());
  }

  private Route newly(String sql, SessionView view) throws SQLException {
    StatementPlan plan = verdict(sql, view);
    Route route = Route.of(plan);
    Cache<String, Route> plans = state.plans();
    if (plans != null && plan.cacheable()) {
      plans.put(sql, route);
    }
    return route;
  }

  private StatementPlan verdict(String sql, SessionView view) throws SQLException {
    StatementPlan plan = judge(sql, view);
    if (plan instanceof StatementPlan.Refused refused && refused.unresolved()) {
      state.refreshed();
      plan = judge(sql, state.view());
    }
    if (plan instanceof StatementPlan.PassThrough && Followable.changesRows(sql)) {
      runtime.writes().checkPassing(sql);
    }
    return plan;
  }

  /** What would be done with a text, and why; nothing is sent, but where the catalog is read. */
  Explanation explain(String sql) throws SQLException {
    SessionView view = state.view();
    StatementPlan plan;
    try {
      plan = verdict(sql, view);
      view = state.view();
      if (plan instanceof StatementPlan.Exempted exempted) {
        exits.requireCurrent(exempted);
      }
    } catch (TenantCryptException e) {
      plan = new StatementPlan.Refused(e.code(), Objects.requireNonNull(e.getMessage()), 0, false);
    }
    return runtime.exits().explainer().explain(sql, view, plan, settings.platform());
  }

  /** Whether an execution is sent without more, as all are but for those of {@link #send}. */
  boolean sendsAsItIs(Route route, @Nullable TenantId tenant) {
    return route.exempted() == null
        && !settings.platform()
        && (variable == null || tenant == null || variable.holds(tenant));
  }

  /** Sends an execution that uses a reviewed exit or needs the database variable. */
  <R> R send(
      Route route, String sql, @Nullable TenantId tenant, Statement statement, Sending<R> sending)
      throws SQLException {
    if (route.plan() instanceof StatementPlan.Explain) {
      return sending.send();
    }
    if (settings.platform()) {
      exits.platformStatement(sql, state.reading(), tenants.current());
    }
    StatementPlan.Exempted exempted = route.exempted();
    if (exempted != null) {
      exits.used(exempted, tenant);
    }
    return variable == null || tenant == null
        ? sending.send()
        : variable.around(tenant, state.inTransaction(), statement, sending);
  }

  /** Requires that a route's permission still holds. */
  void requireCurrent(Route route) {
    StatementPlan.Exempted exempted = route.exempted();
    if (exempted != null) {
      exits.requireCurrent(exempted);
    }
  }

  private StatementPlan judge(String sql, SessionView view) {
    try {
      Planner planner = settings.platform() ? runtime.exits().platform() : runtime.planner();
      return Followable.judge(sql, planner.plan(sql, view), view.hasOverlay());
    } catch (TenantCryptException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      // Neither cause nor message: a parser's exception quotes the statement, literals included.
      throw new TenantCryptException(
          ErrorCode.TC003,
          "The statement cannot be analysed: the analysis ended with "
              + e.getClass().getSimpleName()
              + ". Simplify the statement, and please report it.");
    }
  }

  /** In a failed transaction nothing can be asked, and its end must pass all the same. */
  private @Nullable Route endOfTransaction(String sql) {
    if (!END_OF_TRANSACTION.matcher(sql).matches()) {
      return null;
    }
    StatementPlan plan =
        judge(sql, SessionView.of(runtime.catalog().current(), List.of(), state.reading()));
    boolean ends =
        plan instanceof StatementPlan.PassThrough pass
            && pass.effects().transaction() != Effects.Transaction.NONE;
    return ends ? Route.of(plan) : null;
  }

  private static TenantCryptException refusal(StatementPlan.Refused refused) {
    String where = refused.position() > 0 ? " (at character " + refused.position() + ")" : "";
    return new TenantCryptException(refused.code(), refused.reason() + where);
  }

  /** Notes what a statement may do even where it fails. */
  void sends(Route route, @Nullable TenantId tenant) {
    if (tenant != null && route.plan() instanceof StatementPlan.Protected guarded) {
      state.filling(guarded.effects(), tenant);
    }
  }

  /** Applies what a statement did. */
  void executed(Route route, String sql, @Nullable TenantId tenant) {
    if (route.plan() instanceof StatementPlan.Explain) {
      return;
    }
    Effects effects =
        route.plan() instanceof StatementPlan.PassThrough pass
            ? pass.effects()
            : route.plan() instanceof StatementPlan.Protected guarded
                ? guarded.effects()
                : Effects.NONE;
    if (effects.leavesAll()) {
      tenantUsed(tenant);
      return;
    }
    if (effects.catalog().contains(new CatalogChange.Other()) && Followable.movesUnnamed(sql)) {
      state.catalogUnknown();
    }
    state.executed(effects, tenant);
    if (effects.readingState() || effects.transaction() != Effects.Transaction.NONE) {
      forgetVariable();
    }
    if (effects.readingState() && Followable.names(sql, "discard")) {
      if (Followable.dropsTemporary(sql)) {
        state.discarded();
      }
      tenants.requestEnded();
    }
    switch (effects.transaction()) {
      case COMMIT, ROLLBACK -> tenants.transactionEnded();
      case NONE, BEGIN, SAVEPOINT, RELEASE, ROLLBACK_TO -> tenantUsed(tenant);
    }
  }

  private void forgetVariable() {
    if (variable != null) {
      variable.forget();
    }
  }

  /** Notes that settings made since a savepoint are undone. */
  void rolledBackTo(Savepoint savepoint) {
    state.rolledBackTo(savepoint);
    forgetVariable();
  }

  /** Notes that autocommit was changed, which ends a transaction. */
  void autoCommit(boolean next) {
    state.autoCommit(next);
    forgetVariable();
  }

  /** From now on several statements are one to a short binding, as they are to the application. */
  void hold() {
    held = true;
  }

  /** They are over. */
  void release() {
    held = false;
    tenantUsed(null);
  }

  private void tenantUsed(@Nullable TenantId tenant) {
    tenants.executed(tenant, held || state.inTransaction());
  }

  /** Notes that a statement was refused: in autocommit a short binding ends with it. */
  void refused() {
    tenantUsed(null);
  }

  /**
   * Notes that an execution ended with an exception.
   *
   * @param route what was executed, or null if it is not known
   */
  void failed(@Nullable Route route, Exception e) {
    if (namesAreWrong(e)) {
      state.catalogSuspect();
    }
    if (e instanceof TenantCryptException) {
      refused();
    } else if (route != null
        && route.plan() instanceof StatementPlan.PassThrough pass
        && Followable.ends(pass.effects().transaction())) {
      // The server rolled back, as where a deferred constraint fails a COMMIT.
      ended(false);
    } else {
      state.failed();
      forgetVariable();
      tenantUsed(null);
    }
  }

  /** Class 42: the server did not find things as the analysis took them to be. */
  private static boolean namesAreWrong(Exception e) {
    return e instanceof SQLException sql
        && sql.getSQLState() != null
        && sql.getSQLState().startsWith("42");
  }

  /** Notes that the connection's own methods failed to end the transaction. */
  void endFailed() {
    // In a distributed one they are refused, and it goes on.
    if (!state.inBranch()) {
      // Whether it was committed is not known: nothing of the session's own is believed in.
      ended(false);
    }
  }

  /** Notes the end of the transaction by the connection's own methods. */
  void ended(boolean committed) {
    state.ended(committed);
    forgetVariable();
    tenants.transactionEnded();
  }

  /** Notes that a distributed transaction is no more this connection's. */
  void branchEnded(boolean committed) throws SQLException {
    forgetVariable();
    tenants.transactionEnded();
    state.branchEnded(committed);
  }

  /**
   * The tenant of an execution that starts now.
   *
   * @return null if none is bound
   */
  @Nullable TenantId tenant() {
    return tenants.current();
  }
}

package io.tenantcrypt.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one session did to how its statements must be judged: its reading state, its uncommitted
 * changes of the catalog, its temporary tables, its transaction. For one thread at a time.
 */
@SuppressWarnings("ReferenceEquality") // The same snapshot; comparing its content costs too much.
final class SessionState {

  private final JdbcRuntime runtime;
  private final PlanCache shared;
  private final Branch branch;

  /** The real connection, or the newest of a physical connection's logical ones. */
  private Connection raw;

  private boolean autoCommit;
  private boolean begunBySql;
  private @Nullable ReadingState reading;
  private final Reading firstReading;
  private Reading lastReading;
  private boolean readingChanged;
  private boolean lost;
  private boolean temporaryLost;

  /** What the transaction itself sees, where it was read; holds the first pending changes. */
  private @Nullable CatalogSnapshot own;

  private int contained;
  private boolean failed;
  private boolean stale;
  private List<CatalogChange> pending = new ArrayList<>();
  private final List<CatalogChange> temporary = new ArrayList<>();
  private final IdentityHashMap<Savepoint, Integer> savepoints = new IdentityHashMap<>();
  private final NamedSavepoints named = new NamedSavepoints();
  private @Nullable Seen seen;

  /**
   * What the session sees. One object, so that whoever looks without a lock sees both halves of it.
   *
   * @param plans shared with sessions that see the same; null if none do
   */
  record Seen(SessionView view, @Nullable Cache<String, Route> plans) {}

  /**
   * The state of a session that begins.
   *
   * @param shared the plans of sessions of its kind
   * @param branch whether the physical connection works for a distributed transaction
   */
  SessionState(Connection raw, JdbcRuntime runtime, PlanCache shared, Branch branch)
      throws SQLException {
    this.raw = raw;
    this.runtime = runtime;
    this.shared = shared;
    this.branch = branch;
    autoCommit = raw.getAutoCommit();
    // Read while nothing is open: asked later, it would open the application's transaction.
    ReadingState first = runtime.readingState().read(raw, inTransaction());
    reading = first;
    lastReading = first.reading();
    firstReading = lastReading;
  }

  /**
   * Goes on under the next logical connection of the same physical one. What an earlier one left
   * uncommitted is rolled back, but for the work of a distributed transaction.
   */
  void continuedBy(Connection next) throws SQLException {
    raw = next;
    autoCommit = next.getAutoCommit();
    if (branch.isOpen()) {
      return;
    }
    if (!autoCommit) {
      next.rollback();
    }
    ended(false);
    seen = null;
    if (lastReading instanceof Reading.Mysql) {
      reading = null; // the driver may have let the server forget the session's settings
    } else if (reading == null) {
      // As when the session began: asked later, it would open the application's transaction.
      ReadingState now = runtime.readingState().read(raw, inTransaction());
      reading = now;
      lastReading = now.reading();
    }
  }

  /** Notes that a distributed transaction is no more this connection's. */
  void branchEnded(boolean committed) throws SQLException {
    ended(committed);
    if (!raw.isClosed()) {
      autoCommit = raw.getAutoCommit();
    }
  }

  /** Whether the transaction is a distributed one, which this connection cannot end. */
  boolean inBranch() {
    return branch.isOpen();
  }

  /** Nothing is known of what the open transaction has left. */
  void unsure() {
    ended(false);
    if (lastReading instanceof Reading.Postgres) {
      lost = true;
    } else {
      stale = true; // definitions commit there: nothing is uncommitted
    }
  }

  /** Whether the open transaction has changed the catalog for others too. */
  boolean hasDefinitions() {
    return pending.stream().anyMatch(change -> !isTemporary(change));
  }

  /**
   * The catalog as this session sees it now; the same object as long as nothing changed.
   *
   * @throws TenantCryptException TC003 if the session's own changes are unknown, TC041 if the
   *     catalog cannot be read
   */
  SessionView view() throws SQLException {
    if (lost) {
      readOwn();
    }
    ReadingState known = reading;
    if (known == null) {
      known = runtime.readingState().read(raw, inTransaction());
      requireSameEscapes(known.reading());
      reading = known;
      lastReading = known.reading();
      seen = null;
    }
    CatalogSnapshot snapshot =
        own != null ? own : stale ? refreshed() : runtime.catalog().current();
    SessionView now = knownView();
    return now == null || now.snapshot() != snapshot ? build(snapshot, known) : now;
  }

  /**
   * MySQL's drivers write bound values into the text as escapes were read when the session began; a
   * value could then end its string.
   */
  private void requireSameEscapes(Reading now) {
    if (now instanceof Reading.Mysql next
        && firstReading instanceof Reading.Mysql first
        && next.backslashEscapes() != first.backslashEscapes()) {
      throw new TenantCryptException(
          ErrorCode.TC003,
          "The session's sql_mode has gained or lost NO_BACKSLASH_ESCAPES, which the real driver"
              + " does not follow. Set it back, or set it by the URL (sessionVariables).");
    }
  }

  /** What the transaction left is not known: it is read as the transaction itself sees it. */
  private void readOwn() throws SQLException {
    if (temporaryLost) {
      throw new TenantCryptException(
          ErrorCode.TC003,
          "The transaction changed temporary tables, and then a ROLLBACK TO left unknown which there"
              + " are. Commit or roll back first; a savepoint is better rolled back to by"
              + " Connection.rollback(Savepoint).");
    }
    own = runtime.catalog().within(raw);
    contained = pending.size();
    lost = false;
    seen = null;
  }

  /** The view that the last judgement was made under. */
  @Nullable SessionView knownView() {
    Seen known = seen;
    return known == null ? null : known.view();
  }

  /** The same with its plans. */
  @Nullable Seen lastSeen() {
    return seen;
  }

  /** The view as {@link #view} would give it, if nothing must be asked for it; else null. */
  @Nullable SessionView currentOrNull() {
    SessionView known = knownView();
    return !lost
            && !stale
            && reading != null
            && known != null
            && known.snapshot() == (own != null ? own : runtime.catalog().current())
        ? known
        : null;
  }

  private SessionView build(CatalogSnapshot snapshot, ReadingState known) {
    SessionView next = SessionView.of(snapshot, known.searchPath(), known.reading(), own != null);
    for (CatalogChange change : temporary) {
      next = next.with(change);
    }
    for (int i = 0; i < pending.size(); i++) {
      // Temporary tables are in no snapshot.
      if (i >= contained || isTemporary(pending.get(i))) {
        next = next.with(pending.get(i));
      }
    }
    // A session's own changes are nobody else's: its plans are not shared.
    seen = new Seen(next, next.hasOverlay() ? null : shared.of(snapshot.version(), known));
    return next;
  }

  /**
   * The plans shared with sessions that see the same as the last {@link #view}; null if none do.
   */
  @Nullable Cache<String, Route> plans() {
    Seen known = seen;
    return known == null ? null : known.plans();
  }

  /** Reads the catalog again before the next {@link #view}. */
  CatalogSnapshot refreshed() {
    if (own != null) {
      own = null;
      lost = true;
    }
    CatalogSnapshot snapshot = runtime.catalog().refresh();
    stale = false;
    return snapshot;
  }

  /** How text is read, as far as is known. */
  Reading reading() {
    return lastReading;
  }

  /** Whether a transaction is open, or the next statement opens one. */
  boolean inTransaction() {
    return !autoCommit || begunBySql || branch.isOpen();
  }

  /**
   * Notes, before it is sent, that a statement may put a tenant's rows into temporary tables: even
   * where it fails half-way they hold some.
   */
  void filling(Effects effects, TenantId tenant) {
    if (effects.catalog().isEmpty()) {
      return;
    }
    for (CatalogChange change : effects.catalog()) {
      if (change instanceof CatalogChange.Filled filled && !isOwned(filled.name(), tenant)) {
        note(change, tenant);
      }
    }
    if (!inTransaction()) {
      keepOwners();
    }
  }

  private boolean isOwned(RelationName table, TenantId tenant) {
    SessionView known = knownView();
    return known != null && known.owner(table).filter(tenant.value()::equals).isPresent();
  }

  // In autocommit there is no end of a transaction that would do it.
  private void keepOwners() {
    for (CatalogChange change : pending) {
      if (change instanceof CatalogChange.Owned) {
        keep(change);
      }
    }
    pending.removeIf(CatalogChange.Owned.class::isInstance);
  }

  /**
   * Applies what a statement did that was executed without an error.
   *
   * @param tenant that it worked for, or null
   */
  void executed(Effects effects, @Nullable TenantId tenant) {
    if (effects.readingState()) {
      readingUnknown();
    }
    for (CatalogChange change : effects.catalog()) {
      note(change, tenant);
    }
    lost |= effects.catalog().contains(new CatalogChange.Unknown());
    switch (effects.transaction()) {
      case NONE -> {}
      case BEGIN -> begunBySql = true;
      case COMMIT -> ended(true);
      case ROLLBACK -> ended(false);
      case SAVEPOINT -> effects.savepoint().ifPresent(n -> named.set(n, pending.size()));
      case RELEASE -> effects.savepoint().ifPresent(named::release);
      case ROLLBACK_TO -> keepOnly(effects.savepoint().map(named::rolledBackTo).orElse(-1));
    }
    if (!inTransaction() && !pending.isEmpty()) {
      ended(true);
    }
  }

  private void note(CatalogChange change, @Nullable TenantId tenant) {
    if (!(change instanceof CatalogChange.Filled filled)) {
      pending.add(change);
      seen = null;
    } else if (tenant != null && !isOwned(filled.name(), tenant)) {
      pending.add(new CatalogChange.Owned(filled.name(), tenant.value()));
      seen = null;
    }
  }

  /** Tables are taken or moved that the change does not name: read before the next statement. */
  void catalogUnknown() {
    lost = true;
  }

  /** The catalog may not be what was read: looked at again before the next statement. */
  void catalogSuspect() {
    stale = true;
  }

  /** Notes that a statement failed in the real driver. */
  void failed() {
    failed = true;
  }

  /** How text is read may have changed: asked again before the next statement. */
  void readingUnknown() {
    reading = null;
    readingChanged = true;
  }

  /** All of the session's settings and temporary tables were dropped. */
  void discarded() {
    temporary.clear();
    seen = null;
    readingUnknown();
  }

  void autoCommit(boolean next) {
    if (next != autoCommit) {
      if (next) {
        ended(true);
      }
      autoCommit = next;
      begunBySql = false;
    }
  }

  void savepoint(Savepoint savepoint) {
    savepoints.put(savepoint, pending.size());
  }

  void rolledBackTo(Savepoint savepoint) {
    keepOnly(savepoints.getOrDefault(savepoint, -1));
  }

  /** Undoes all changes but so many; which ones are left is not known where this is negative. */
  private void keepOnly(int kept) {
    if (kept >= 0 && kept <= pending.size()) {
      pending = new ArrayList<>(pending.subList(0, kept));
      seen = null;
      // What was read within the transaction may be of after the savepoint.
      lost |= own != null;
      own = null;
      contained = 0;
    } else {
      rolledBack();
    }
    restoreReading();
  }

  /** Some of the transaction's changes are undone, and it is not known which. */
  private void rolledBack() {
    lost |= !pending.isEmpty();
    temporaryLost |= pending.stream().anyMatch(SessionState::isTemporary);
    own = null;
    seen = null;
  }

  /** Settings made since are undone, so those read since are wrong. */
  private void restoreReading() {
    if (readingChanged) {
      reading = null;
    }
  }

  /** Notes the end of the transaction. */
  void ended(boolean committed) {
    boolean everybodys = false;
    for (CatalogChange change : pending) {
      if (!isTemporary(change)) {
        everybodys = true;
      } else if (committed
          && (!failed
              || change instanceof CatalogChange.Dropped
              || change instanceof CatalogChange.Owned)
          && !vanishes(change)) {
        // COMMIT of a failed transaction rolls back: a temporary table would be believed in that
        // is not there, and its name may be a tenant table's. One that was dropped is never
        // believed in again, for the same reason. One that holds a tenant's rows is not believed
        // to be empty, since a savepoint may have saved them.
        keep(change);
      }
    }
    if (!pending.isEmpty()) {
      seen = null;
      pending.clear();
    }
    restoreReading();
    readingChanged = false;
    begunBySql = false;
    lost = false;
    temporaryLost = false;
    own = null;
    contained = 0;
    failed = false;
    savepoints.clear();
    named.clear();
    if (committed && everybodys) {
      refreshAfterCommit();
    }
  }

  // What was created with ON COMMIT DROP is gone, with its rows.
  private boolean vanishes(CatalogChange change) {
    RelationName name = nameOf(change);
    return pending.stream()
        .anyMatch(
            p ->
                p instanceof CatalogChange.Created created
                    && !created.temporary()
                    && created.relation().name().equals(name));
  }

  /** Keeps a change of a temporary table beyond the transaction; what it undoes is forgotten. */
  private void keep(CatalogChange change) {
    RelationName name = nameOf(change);
    if (change instanceof CatalogChange.Created || change instanceof CatalogChange.Dropped) {
      temporary.removeIf(earlier -> name != null && name.equals(nameOf(earlier)));
    } else if (change instanceof CatalogChange.Owned || change instanceof CatalogChange.Emptied) {
      temporary.removeIf(
          earlier -> earlier instanceof CatalogChange.Owned owned && owned.name().equals(name));
    }
    if (!(change instanceof CatalogChange.Dropped || change instanceof CatalogChange.Emptied)) {
      temporary.add(change);
    }
  }

  private void refreshAfterCommit() {
    stale = true;
    try {
      refreshed();
    } catch (TenantCryptException e) {
      // The commit itself is done and must not be reported as failed. The catalog stays marked as
      // stale, so the next statement reads it or is refused with this condition.
      seen = null;
    }
  }

  private static boolean isTemporary(CatalogChange change) {
    if (change instanceof CatalogChange.Created created) {
      return created.temporary();
    }
    RelationName name = nameOf(change);
    return name != null && name.schema().equals(SessionView.TEMPORARY_SCHEMA);
  }

  /** The table that a change is of; null where it names none. */
  private static @Nullable RelationName nameOf(CatalogChange change) {
    if (change instanceof CatalogChange.Created created) {
      return created.relation().name();
    }
    if (change instanceof CatalogChange.Dropped dropped) {
      return dropped.name();
    }
    if (change instanceof CatalogChange.ColumnsAdded added) {
      return added.name();
    }
    if (change instanceof CatalogChange.Filled filled) {
      return filled.name();
    }
    if (change instanceof CatalogChange.Owned owned) {
      return owned.name();
    }
    return change instanceof CatalogChange.Emptied emptied ? emptied.name() : null;
  }
}

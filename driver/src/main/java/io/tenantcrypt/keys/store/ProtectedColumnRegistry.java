package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sealed record of what is protected: so that neither a typo in a policy nor an instance with
 * an old one writes plaintext in silence. Safe for several threads.
 */
public final class ProtectedColumnRegistry {

  private static final int TRIES = 5;

  private static final Comparator<RegisteredColumn> ORDER =
      Comparator.comparing(RegisteredColumn::table).thenComparing(RegisteredColumn::column);

  private record Reading(RegistrySql.Head head, List<RegisteredColumn> columns, long until) {}

  private final KeyStoreSession session;
  private final KeyStoreSetup setup;
  private final RegistrySql sql;
  private final long believedFor;
  private final LongSupplier nanos;
  private volatile @Nullable Reading reading;

  ProtectedColumnRegistry(
      KeyStoreSession session, KeyStoreSetup setup, Duration believedFor, LongSupplier nanos) {
    this.session = session;
    this.setup = setup;
    this.sql = new RegistrySql(session);
    this.believedFor = believedFor.toNanos();
    this.nanos = nanos;
  }

  /**
   * Holds a policy against the record, which is read again when it is older than {@code
   * keys.cache.ring}. Asked before each write to a protected table; cheap in between.
   *
   * @param policy all columns that the policy protects
   * @param revision the policy's
   * @throws TenantCryptException TC036 if a seal is broken; as the key tables and the KMS answer
   */
  public RegistryVerdict check(List<RegisteredColumn> policy, long revision) {
    Reading last = reading;
    Reading now = last != null && nanos.getAsLong() - last.until() < 0 ? last : read();
    return RegistryVerdict.of(now.columns(), now.head().revision(), policy, revision);
  }

  /**
   * Records a policy: its columns that are new, and its revision. Takes nothing back.
   *
   * @return the verdict after it, by which everything is recorded
   * @throws TenantCryptException TC041 if the policy is weaker than the record; TC036 if a seal is
   *     broken; as the key tables and the KMS answer
   */
  public RegistryVerdict register(List<RegisteredColumn> policy, long revision) {
    for (int i = 0; i < TRIES; i++) {
      Reading found = read();
      RegistryVerdict verdict =
          RegistryVerdict.of(found.columns(), found.head().revision(), policy, revision);
      verdict.requireWrites();
      if (verdict.isRecorded()) {
        return verdict;
      }
      write(found, verdict, Math.max(revision, found.head().revision()));
    }
    throw new TenantCryptException(
        ErrorCode.TC031, "Too many instances record their policies at once. Try again.");
  }

  /**
   * Records what an export has on record and these tables have not. Takes nothing back.
   *
   * @param dryRun whether only to tell
   * @return what was missing, and as objections the columns that are recorded otherwise here
   */
  RegistryVerdict adopt(List<RegisteredColumn> exported, long revision, boolean dryRun) {
    Reading found = read();
    RegistryVerdict first = missing(found, exported, revision);
    RegistryVerdict rest = first;
    for (int i = 0; !dryRun && !rest.isRecorded(); i++) {
      if (i >= TRIES) {
        throw new TenantCryptException(
            ErrorCode.TC031, "Too many instances record their policies at once. Try again.");
      }
      write(found, rest, Math.max(revision, found.head().revision()));
      found = read();
      rest = missing(found, exported, revision);
    }
    return first;
  }

  private static RegistryVerdict missing(
      Reading found, List<RegisteredColumn> exported, long revision) {
    List<RegisteredColumn> additions = new ArrayList<>();
    List<String> objections = new ArrayList<>();
    for (RegisteredColumn column : exported) {
      List<RegisteredColumn> here = found.columns().stream().filter(column::names).toList();
      if (here.isEmpty()) {
        additions.add(column);
      } else if (!here.contains(column)) {
        objections.add(column + " is recorded otherwise in the key tables, which stays");
      }
    }
    return new RegistryVerdict(additions, revision > found.head().revision(), objections);
  }

  /** All columns on record, by table and column, read now. */
  public List<RegisteredColumn> columns() {
    return read().columns();
  }

  /**
   * The tables with a column on record, as the record names them, read now. Their seals are not
   * looked at, which asks no KMS: good for refusing, never for allowing.
   *
   * @return empty where there are no key tables, as before the first migration
   * @throws TenantCryptException TC041 if this role may not read them, TC030 or TC031 if the
   *     database does not answer
   */
  public Set<String> tablesOnRecord() {
    return session.readIfThere(sql::read).stream()
        .flatMap(found -> found.columns().stream())
        .map(row -> row.column().table())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Reading read() {
    RowSeals seals = setup.seals();
    long asked = nanos.getAsLong();
    RegistrySql.Found found = session.read(sql::read);
    RegistrySql.Head head =
        found.head().orElseThrow(() -> RowSeals.broken("registry", "the policy revision"));
    List<RegisteredColumn> columns = verified(seals, head, found.columns());
    Reading now = new Reading(head, columns, asked + believedFor);
    reading = now;
    return now;
  }

  /**
   * The columns by table and column, if their seals and the head's hold.
   *
   * @throws TenantCryptException TC036 naming the column or the head
   */
  static List<RegisteredColumn> verified(
      RowSeals seals, RegistrySql.Head head, List<RegistrySql.SealedColumn> found) {
    for (RegistrySql.SealedColumn sealed : found) {
      RowSeals.require(
          seals.column(sealed.column()), sealed.seal(), "registry", sealed.column().toString());
    }
    List<RegisteredColumn> columns =
        found.stream().map(RegistrySql.SealedColumn::column).sorted(ORDER).toList();
    RowSeals.require(
        head(seals, head.revision(), columns), head.seal(), "registry", "the policy revision");
    return columns;
  }

  private void write(Reading found, RegistryVerdict verdict, long revision) {
    RowSeals seals = setup.seals();
    List<RegisteredColumn> columns = new ArrayList<>(found.columns());
    columns.addAll(verdict.additions());
    columns.sort(ORDER);
    Seal seal = head(seals, revision, columns);
    session.writeUnlessThere(
        connection -> {
          if (!sql.updateHead(connection, found.head(), revision, seal)) {
            return false;
          }
          for (RegisteredColumn column : verdict.additions()) {
            sql.insertColumn(connection, column, seals.column(column));
          }
          return true;
        });
  }

  /** The head's seal over columns by table and column. */
  static Seal head(RowSeals seals, long revision, List<RegisteredColumn> columns) {
    return seals.head(revision, columns.stream().map(seals::column).toList());
  }
}

package io.tenantcrypt.plan;

import io.tenantcrypt.catalog.CatalogChange;
import java.util.List;
import java.util.Optional;

/**
 * What a statement does to the session besides its result.
 *
 * @param transaction what it does to the transaction
 * @param readingState whether it may change the search path, the role or how text is read
 * @param catalog what it changes in the catalog
 * @param warnings what the application is told after the execution, as a {@link
 *     java.sql.SQLWarning}; holds no literal of the statement
 * @param savepoint the savepoint that the control names
 */
public record Effects(
    Transaction transaction,
    boolean readingState,
    List<CatalogChange> catalog,
    List<String> warnings,
    Optional<String> savepoint) {

  /** Control of the transaction by SQL text. */
  public enum Transaction {
    NONE,
    BEGIN,
    COMMIT,
    ROLLBACK,
    /** A savepoint is set. */
    SAVEPOINT,
    /** A savepoint and those after it are forgotten, and what was done since stays. */
    RELEASE,
    /** What was done since a savepoint is undone. */
    ROLLBACK_TO
  }

  /** Nothing. */
  public static final Effects NONE = new Effects(Transaction.NONE, false, List.of());

  public Effects {
    catalog = List.copyOf(catalog);
    warnings = List.copyOf(warnings);
  }

  /** Whether the session is as before; looked at after each execution. */
  public boolean leavesAll() {
    return transaction == Transaction.NONE
        && !readingState
        && catalog.isEmpty()
        && savepoint.isEmpty();
  }

  /** Effects without a warning. */
  public Effects(
      Transaction transaction,
      boolean readingState,
      List<CatalogChange> catalog,
      Optional<String> savepoint) {
    this(transaction, readingState, catalog, List.of(), savepoint);
  }

  /** Effects without a warning that name no savepoint. */
  public Effects(Transaction transaction, boolean readingState, List<CatalogChange> catalog) {
    this(transaction, readingState, catalog, Optional.empty());
  }

  /** Only control of a savepoint. */
  public static Effects of(Transaction transaction, String savepoint) {
    return new Effects(transaction, false, List.of(), Optional.of(savepoint));
  }

  /** Only control of the transaction. */
  public static Effects of(Transaction transaction) {
    return new Effects(transaction, false, List.of());
  }

  /** Only changes of the catalog. */
  public static Effects of(List<CatalogChange> catalog) {
    return new Effects(Transaction.NONE, false, catalog);
  }

  /** Changes of the catalog, and what the application is told. */
  public static Effects of(List<CatalogChange> catalog, List<String> warnings) {
    return new Effects(Transaction.NONE, false, catalog, warnings, Optional.empty());
  }

  /** Only a change of the reading state. */
  public static Effects ofReadingState() {
    return new Effects(Transaction.NONE, true, List.of());
  }
}

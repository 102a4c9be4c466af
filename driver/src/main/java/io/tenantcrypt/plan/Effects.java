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
 * @param savepoint the savepoint that the control names
 */
public record Effects(
    Transaction transaction,
    boolean readingState,
    List<CatalogChange> catalog,
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
  }

  /** Effects that name no savepoint. */
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

  /** Only a change of the reading state. */
  public static Effects ofReadingState() {
    return new Effects(Transaction.NONE, true, List.of());
  }
}

package io.tenantcrypt.policy;

import java.util.List;
import java.util.Optional;

/**
 * One protected column.
 *
 * @param name the column as the catalog holds it
 * @param type what the application sees
 * @param encryption randomized or deterministic
 * @param domain the stored identifier that is authenticated with each cell; {@code table.column} as
 *     the policy names them unless declared
 * @param storage binary or text
 * @param pad plaintexts are padded to the next multiple of this; 1 is none
 * @param index a blind index beside the column
 * @param bindTo columns whose values are authenticated with each cell; empty for none
 * @param defaultValue what an INSERT without a value for the column stores, as text; empty for none
 */
public record ColumnPolicy(
    String name,
    LogicalType type,
    Encryption encryption,
    String domain,
    Storage storage,
    int pad,
    Optional<IndexPolicy> index,
    List<String> bindTo,
    Optional<String> defaultValue) {

  /** How equal plaintexts relate to cells. */
  public enum Encryption {
    RANDOMIZED,
    DETERMINISTIC
  }

  /** The form of a cell in the database. */
  public enum Storage {
    BINARY,
    TEXT
  }

  public ColumnPolicy {
    bindTo = List.copyOf(bindTo);
  }

  /** A column without a default value. */
  public ColumnPolicy(
      String name,
      LogicalType type,
      Encryption encryption,
      String domain,
      Storage storage,
      int pad,
      Optional<IndexPolicy> index,
      List<String> bindTo) {
    this(name, type, encryption, domain, storage, pad, index, bindTo, Optional.empty());
  }

  /** A randomized column with all defaults. */
  public static ColumnPolicy randomized(String name, LogicalType type, String domain) {
    return new ColumnPolicy(
        name, type, Encryption.RANDOMIZED, domain, Storage.BINARY, 1, Optional.empty(), List.of());
  }
}

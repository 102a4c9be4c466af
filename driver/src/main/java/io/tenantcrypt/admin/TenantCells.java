package io.tenantcrypt.admin;

import io.tenantcrypt.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The protected cells of tenants in the data's database, and the transactions that may hold some
 * that nobody sees yet. Safe for several threads. Throws {@link
 * io.tenantcrypt.error.TenantCryptException}: TC041 where policy, database and the role's rights do
 * not let it see all of them; TC030 if the database does not answer.
 */
interface TenantCells {

  /**
   * A range of a table's rows by primary key.
   *
   * @param table as the policy names it
   * @param after begins behind this key; empty with the first
   * @param upTo ends with this key; empty with the last
   */
  record Range(String table, Optional<String> after, Optional<String> upTo) {}

  /**
   * What a step came to.
   *
   * @param scanned rows looked at
   * @param resealed cells sealed anew
   * @param lost rows that somebody changed meanwhile; a later sweep finds them as they are then
   * @param quarantined cells that do not open: table, column, primary key, code
   * @param next the last key of the step; empty if the range is done
   */
  record Swept(
      long scanned, long resealed, long lost, List<String> quarantined, Optional<String> next) {}

  /** All rows of a tenant that hold protected cells, in ranges. */
  List<Range> split(TenantId tenant, long rows);

  /** Seals cells of a range anew that are not under a version, at most so many rows. */
  Swept sweep(TenantId tenant, int version, Range range, int rows);

  /** How many cells of a tenant are not under a version, by table; counted without any key. */
  Map<String, Long> remaining(TenantId tenant, int version);

  /** Which database it is, as instances tell of theirs. */
  String database();

  /** The clock of the data's database. */
  Instant now();

  /** Transactions that began before a time of that clock and have not ended, prepared ones too. */
  List<String> transactionsBefore(Instant time);

  /**
   * Sessions of applications that are connected, and have done nothing since a time of that clock.
   */
  List<String> sessionsBefore(Instant time);
}

package io.tenantcrypt.keys.store;

import java.util.List;

/**
 * The key tables as an import finds them.
 *
 * @param readable whether they hold the platform's own keys; without, they hold no tenant
 * @param restored whether those came, or would come, from the export
 * @param columns protected columns of the export that were not on record
 * @param objections protected columns that are recorded otherwise; they stay as they are
 */
public record ImportGround(
    boolean readable, boolean restored, int columns, List<String> objections) {

  public ImportGround {
    objections = List.copyOf(objections);
  }
}

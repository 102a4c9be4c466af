package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.Reading;
import java.util.List;

/**
 * How a session's server reads its text.
 *
 * @param searchPath the effective schemas in order, implicit ones included
 * @param reading how its words and signs are read
 */
public record ReadingState(List<String> searchPath, Reading reading) {
  public ReadingState {
    searchPath = List.copyOf(searchPath);
  }
}

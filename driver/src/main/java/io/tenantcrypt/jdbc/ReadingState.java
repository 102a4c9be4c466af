package io.tenantcrypt.jdbc;

import java.util.List;

/**
 * How a session's server reads its text.
 *
 * @param searchPath the effective schemas in order, implicit ones included
 * @param standardConformingStrings whether a backslash in {@code '…'} stands for itself
 */
public record ReadingState(List<String> searchPath, boolean standardConformingStrings) {
  public ReadingState {
    searchPath = List.copyOf(searchPath);
  }
}

package io.tenantcrypt.policy.yaml;

/**
 * One mistake in a policy.
 *
 * @param source the file, as the caller named it
 * @param line from 1
 * @param column from 1, in code points
 * @param path the key path, for example {@code tables.clinic.patient.columns.ssn.type}; empty where
 *     the mistake is in the text itself
 * @param message what is wrong and what would be right; never the value of a variable
 */
public record PolicyProblem(String source, int line, int column, String path, String message) {

  /** {@code file:line:column: path: message}, as editors and terminals link it. */
  @Override
  public String toString() {
    String where = source + ":" + line + ":" + column + ": ";
    return path.isEmpty() ? where + message : where + path + ": " + message;
  }
}

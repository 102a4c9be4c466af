package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in the order of a table's key: the key of one row. Immutable. As text it can be kept with
 * a job's progress: each value percent-encoded, with a comma between two.
 */
final class KeyPosition {

  private final List<KeyColumn> columns;
  private final List<Object> values;

  private KeyPosition(List<KeyColumn> columns, List<Object> values) {
    this.columns = List.copyOf(columns);
    this.values = List.copyOf(values);
  }

  /** The position of these values, one for each column. */
  static KeyPosition of(List<KeyColumn> columns, List<Object> values) {
    if (columns.size() != values.size()) {
      throw new IllegalArgumentException("A key position has a value for each column");
    }
    return new KeyPosition(columns, values);
  }

  /**
   * The position that {@link #text} wrote.
   *
   * @throws TenantCryptException TC041 if it is none in this key
   */
  static KeyPosition parse(SweptTable table, String text) {
    List<KeyColumn> columns = table.key();
    String[] parts = text.split(",", -1);
    List<Object> values = new ArrayList<>();
    if (parts.length == columns.size()) {
      for (int i = 0; i < parts.length; i++) {
        columns.get(i).kind().parse(decoded(parts[i])).ifPresent(values::add);
      }
    }
    if (values.size() == columns.size()) {
      KeyPosition position = new KeyPosition(columns, values);
      if (position.text().equals(text)) {
        return position;
      }
    }
    throw new TenantCryptException(
        ErrorCode.TC041,
        "What is recorded as the progress in table "
            + table.label()
            + " is no position in its key ("
            + table.keyNames()
            + "): the key was changed meanwhile, or the record. Begin this table again.");
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // which is no spelling of this part, and refused above
    }
  }

  /** The value of a column. */
  Object value(int column) {
    return values.get(column);
  }

  /** All values, in the key's order. */
  List<Object> values() {
    return values;
  }

  /** As text; one position has one text. */
  String text() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      parts.add(
          URLEncoder.encode(columns.get(i).kind().text(values.get(i)), StandardCharsets.UTF_8));
    }
    return String.join(",", parts);
  }

  /** The text: what stands in the key may be somebody's, so it is for reports, not for messages. */
  @Override
  public String toString() {
    return text();
  }
}

package io.tenantcrypt.it;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One statement of the corpus; its format stands in {@code corpus/README.md}.
 *
 * @param file where it stands
 * @param state the expected SQLState, or empty where it is accepted
 * @param modes under which {@code unscoped} it runs
 */
record CorpusEntry(
    String file,
    String title,
    String state,
    Set<String> modes,
    List<Parameter> parameters,
    String sql) {

  /** A bound value. */
  record Parameter(String type, String text) {

    void bind(PreparedStatement statement, int index) throws SQLException {
      switch (type) {
        case "text" -> statement.setString(index, text);
        case "long" -> statement.setLong(index, Long.parseLong(text));
        case "int" -> statement.setInt(index, Integer.parseInt(text));
        case "date" -> statement.setDate(index, Date.valueOf(text));
        case "decimal" -> statement.setBigDecimal(index, new BigDecimal(text));
        case "null" -> statement.setNull(index, Types.VARCHAR);
        default -> throw new IllegalArgumentException("no parameter type " + type);
      }
    }
  }

  static CorpusEntry parse(String file, String text) {
    String title = "";
    String state = "";
    Set<String> modes = Set.of("scope", "refuse");
    List<Parameter> parameters = new ArrayList<>();
    String rest = text;
    while (rest.startsWith("#")) {
      int end = rest.indexOf('\n');
      String[] words = rest.substring(1, end).strip().split(" ", 3);
      rest = rest.substring(end + 1);
      String last = words.length > 2 ? words[2] : "";
      switch (words[0]) {
        case "accept" -> title = String.join(" ", words);
        case "refuse" -> {
          state = words[1];
          title = String.join(" ", words);
        }
        case "mode" -> modes = Set.of(words[1]);
        case "?" -> parameters.add(new Parameter(words[1], last));
        default -> throw new IllegalArgumentException(file + ": " + words[0]);
      }
    }
    if (title.isEmpty() || rest.isBlank()) {
      throw new IllegalArgumentException(file + ": an entry without outcome or statement: " + text);
    }
    return new CorpusEntry(file, title, state, modes, parameters, rest.replaceFirst("\n$", ""));
  }

  boolean isAccepted() {
    return state.isEmpty();
  }

  boolean isOrdered() {
    return sql.toUpperCase(Locale.ROOT).contains("ORDER BY");
  }
}

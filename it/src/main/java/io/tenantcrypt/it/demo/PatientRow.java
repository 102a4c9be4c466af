package io.tenantcrypt.it.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One patient of the input file.
 *
 * @param clinic whose patient
 * @param note null where the file has nothing
 */
public record PatientRow(
    String clinic,
    long id,
    String name,
    LocalDate dob,
    String ssn,
    String country,
    @Nullable String note) {

  private static final int FIELDS = 7;

  /** Reads the patients of one clinic. */
  public static List<PatientRow> read(Path file, String clinic) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
          .skip(1)
          .map(PatientRow::parse)
          .filter(row -> row.clinic().equals(clinic))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PatientRow parse(String line) {
    List<String> f = fields(line);
    if (f.size() != FIELDS) {
      throw new IllegalArgumentException("a line of " + f.size() + " fields instead of " + FIELDS);
    }
    return new PatientRow(
        f.get(0),
        Long.parseLong(f.get(1)),
        f.get(2),
        LocalDate.parse(f.get(3)),
        f.get(4),
        f.get(5),
        f.get(6).isEmpty() ? null : f.get(6));
  }

  /** RFC 4180 without line breaks inside a field. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}

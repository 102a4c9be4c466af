package io.tenantcrypt.sql;

import java.util.Locale;
import net.sf.jsqlparser.statement.create.table.ColDataType;

/** The name of the type in a cast, of one word or of several, as a list of types would have it. */
final class TypeName {

  private TypeName() {}

  /**
   * In lower case, without the lengths that the parser keeps apart. What the parser leaves in the
   * name stays there, so that it is in no list; but {@code (6)} is what times have anyway.
   */
  static String of(ColDataType type) {
    String written = type.getDataType().strip();
    if (written.indexOf('"') >= 0) {
      return Names.fold(written);
    }
    String name = written.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    return name.startsWith("time") ? name.replaceFirst(" ?\\( ?6 ?\\)", "") : name;
  }
}

package io.tenantcrypt.sql;

import java.util.Locale;
import net.sf.jsqlparser.statement.create.table.ColDataType;

/** The name of the type in a cast, of one word or of several, as a list of types would have it. */
final class TypeName {

  private TypeName() {}

  /**
   * In lower case and without lengths; the parser keeps those a second time, apart, and whoever
   * asks for the name looks at them there.
   */
  static String of(ColDataType type) {
    String written = type.getDataType().replaceAll("\\(.*?\\)", " ").strip();
    return written.indexOf('"') >= 0
        ? Names.fold(written)
        : written.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }
}

package io.tenantcrypt.jdbc;

import io.tenantcrypt.codec.Codec;
import io.tenantcrypt.codec.Connector;
import io.tenantcrypt.codec.Form;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.delegate.Binding;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.LogicalType;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.List;

/**
 * What a stream or LOB holds that was given for a protected column: read to its end, or to the
 * length that it was given, when it is bound, so that it can be sealed again. Nothing is closed
 * that the application opened.
 */
final class Contents {

  /** The most that a column without a length takes, in bytes; a {@code char} has two. */
  static final int MAX_BYTES = 64 << 20;

  /** The longest text of what is neither text nor bytes. */
  private static final int MAX_SCALAR = 140_000;

  /** How many blanks behind its length a text may have, which are cut. */
  private static final int MAX_BLANKS = 1 << 16;

  private static final int UNKNOWN = -1;

  private final ProtectedColumn column;
  private final Connector by;
  private final int limit;
  private final int length;

  private Contents(ProtectedColumn column, Connector by, Form form, List<?> hints) {
    this.column = column;
    this.by = by;
    limit = limit(column.type());
    length = length(form, hints);
  }

  /** Whether a value is read here. */
  static boolean are(Form form, Object value) {
    return switch (form) {
      case ASCII_STREAM,
          BINARY_STREAM,
          BLOB,
          CHARACTER_STREAM,
          CLOB,
          NCHARACTER_STREAM,
          NCLOB,
          SQLXML,
          UNICODE_STREAM,
          URL ->
          true;
      case OBJECT ->
          value instanceof InputStream
              || value instanceof Reader
              || value instanceof Clob
              || value instanceof Blob
              || value instanceof SQLXML
              || value instanceof URL;
      default -> false;
    };
  }

  /**
   * The text or the bytes.
   *
   * @throws TenantCryptException TC022 if it is too long, or cannot be read as text
   * @throws SQLException if it cannot be read: with its {@link IOException}, or as a LOB throws it
   */
  static Object read(ProtectedColumn column, Connector by, Form form, Object value, List<?> hints)
      throws SQLException {
    try {
      return new Contents(column, by, form, hints).contents(form, value);
    } catch (IOException e) {
      throw SqlExceptions.of(
          new TenantCryptException(
              ErrorCode.TC022,
              "The stream that was given for column "
                  + column.label()
                  + " could not be read to its end. Nothing is bound.",
              e));
    }
  }

  /** The call that binds the same again, as often as need be. */
  static Binding again(Object contents) {
    return contents instanceof String text
        ? (statement, position) -> statement.setString(position, text)
        : (statement, position) -> statement.setBytes(position, (byte[]) contents);
  }

  private Object contents(Form form, Object value) throws SQLException, IOException {
    if (value instanceof Reader reader) {
      return text(reader);
    }
    if (value instanceof Clob clob) {
      requireFits(clob.length(), limit);
      try (Reader reader = clob.getCharacterStream()) {
        return text(reader);
      }
    }
    if (value instanceof Blob blob) {
      requireFits(blob.length(), limit);
      try (InputStream stream = blob.getBinaryStream()) {
        return bytes(stream);
      }
    }
    if (value instanceof InputStream stream) {
      byte[] bytes = bytes(stream);
      return switch (form) {
        case ASCII_STREAM -> decoded(bytes, ascii(), "its stream holds what is not ASCII");
        case UNICODE_STREAM ->
            decoded(bytes, StandardCharsets.UTF_8, "its stream holds what is not UTF-8");
        default -> bytes;
      };
    }
    if (value instanceof SQLXML xml) {
      return xml.getString();
    }
    if (column.type().family() == LogicalType.Family.BYTES) {
      throw misfit("a URL is a text"); // drivers store the serialized object here
    }
    return value.toString();
  }

  /** The connectors of MariaDB and MySQL send the bytes, and the server reads them as UTF-8. */
  private Charset ascii() {
    return by == Connector.POSTGRESQL || by == Connector.H2
        ? StandardCharsets.US_ASCII
        : StandardCharsets.UTF_8;
  }

  private String decoded(byte[] bytes, Charset charset, String otherwise) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw misfit(otherwise);
    }
  }

  private String text(Reader reader) throws IOException {
    int most = length == UNKNOWN ? limit + 1 : Math.min(length, limit + 1);
    StringBuilder text = new StringBuilder(Math.min(most, 1 << 10));
    char[] buffer = new char[Math.min(Math.max(most, 1), 1 << 13)];
    while (text.length() < most) {
      int read = reader.read(buffer, 0, Math.min(buffer.length, most - text.length()));
      if (read < 0) {
        break;
      }
      text.append(buffer, 0, read);
    }
    requireFits(text.length(), limit);
    return text.toString();
  }

  private byte[] bytes(InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(length == UNKNOWN ? limit + 1 : Math.min(length, limit + 1));
    requireFits(bytes.length, limit);
    if (length > bytes.length && by == Connector.POSTGRESQL) {
      throw misfit("its stream ends before the length that was given");
    }
    return bytes;
  }

  private static int limit(LogicalType type) {
    return switch (type.family()) {
      case TEXT ->
          type.name() == LogicalType.Name.ENUM
              ? MAX_SCALAR
              : type.length() > 0
                  ? (int) Math.min(2L * type.length() + MAX_BLANKS, MAX_BYTES / 2)
                  : MAX_BYTES / 2;
      case JSON -> MAX_BYTES / 2;
      case BYTES -> type.length() > 0 ? Math.min(type.length(), MAX_BYTES) : MAX_BYTES;
      default -> MAX_SCALAR;
    };
  }

  private int length(Form form, List<?> hints) {
    int at = form == Form.OBJECT ? 1 : 0;
    if (hints.size() <= at || !(hints.get(at) instanceof Number given)) {
      return UNKNOWN;
    }
    if ((given.longValue() <= 0 && by == Connector.H2) || (given.longValue() < 0 && by.isMysql())) {
      return UNKNOWN; // as they have it
    }
    if (given.longValue() < 0) {
      throw misfit("a length below zero was given with its stream");
    }
    return (int) Math.min(given.longValue(), Integer.MAX_VALUE);
  }

  private void requireFits(long size, int most) {
    if (size > most) {
      throw misfit("it has more than the " + most + " characters or bytes that are read of it");
    }
  }

  private TenantCryptException misfit(String why) {
    return Codec.misfit(column.label(), column.type(), why);
  }
}

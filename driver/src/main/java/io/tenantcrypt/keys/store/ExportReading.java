package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.tenancy.TenantId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads an export once: first that it is whole and in the one form that is written, then, with the
 * registry key that it brings wrapped, each of its seals. For one thread and one export.
 */
final class ExportReading {

  private final BufferedReader in;
  private final String deployment;
  private final Function<RingRows.Found, RowSeals> opening;
  private final ExportLines lines = new ExportLines();
  private ExportCounts counts = ExportCounts.NONE;
  private int number;

  /**
   * A reading.
   *
   * @param deployment the policy's, which must be the export's
   * @param opening unwraps the registry key of a platform tenant, verifies that one's seals, and
   *     gives the seals, which are closed here
   */
  ExportReading(Reader in, String deployment, Function<RingRows.Found, RowSeals> opening) {
    this.in = new BufferedReader(in);
    this.deployment = deployment;
    this.opening = opening;
  }

  private record Line(String item, JsonLineReader rest) {}

  private record Header(int schema, String exported, Seal seal) {}

  private record Trailer(ExportCounts counts, String sha256, Seal seal) {}

  private record Registry(RegistrySql.Head head, List<RegistrySql.SealedColumn> columns) {}

  private record Parsed(
      Header header,
      RingRows.Found platform,
      Registry registry,
      List<RingRows.Found> tenants,
      Trailer trailer) {}

  /**
   * Reads to the end.
   *
   * @throws TenantCryptException TC036 naming the line if it was cut off or changed; TC041 if it is
   *     another deployment's or a newer driver's; as the KMS answers for the registry key
   * @throws IOException as the reader throws it
   */
  Exported read() throws IOException {
    return verified(parsed());
  }

  private Parsed parsed() throws IOException {
    try {
      return parse();
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw broken("is not as an export writes it");
    } catch (TenantCryptException e) {
      // An id or a KEK that is none has the code that it has in a policy.
      boolean told = e.code() == ErrorCode.TC036 || e.code() == ErrorCode.TC041;
      throw told ? e : broken("is not as an export writes it");
    }
  }

  private Parsed parse() throws IOException {
    Header header = header(expect(ExportLines.HEADER));
    RingRows.Found platform = tenant(expect(ExportRows.TENANT));
    if (!platform.ring().tenant().equals(TenantId.PLATFORM)) {
      throw broken("is not the platform's own tenant, which comes first");
    }
    Registry registry = registry();
    List<RingRows.Found> tenants = new ArrayList<>();
    Line line = line();
    while (line.item().equals(ExportRows.TENANT)) {
      RingRows.Found found = tenant(line.rest());
      requireOrder(tenants, found);
      tenants.add(found);
      line = line();
    }
    if (!line.item().equals(ExportLines.TRAILER)) {
      throw broken("is neither a tenant nor the trailer");
    }
    Trailer trailer = trailer(line.rest());
    if (in.readLine() != null) {
      throw broken("is the trailer, and more follows");
    }
    return new Parsed(header, platform, registry, tenants, trailer);
  }

  /** The trailer is what hashes the others, so it is none of them. */
  private Line line() throws IOException {
    String text = in.readLine();
    if (text == null) {
      throw new TenantCryptException(
          ErrorCode.TC036,
          "The export ends after line "
              + number
              + " without its trailer: it was cut off. Nothing of it is used; take a whole one.");
    }
    number++;
    JsonLineReader rest = new JsonLineReader(text);
    String item = rest.text(JsonLineReader.ITEM);
    if (!item.equals(ExportLines.TRAILER)) {
      lines.hashed(text);
    }
    return new Line(item, rest);
  }

  private JsonLineReader expect(String item) throws IOException {
    Line line = line();
    if (!line.item().equals(item)) {
      throw broken("is none of kind " + item);
    }
    return line.rest();
  }

  private Header header(JsonLineReader line) {
    String format = line.text("format");
    long version = line.number("version");
    int schema = Math.toIntExact(line.number("schema"));
    if (!format.equals(ExportLines.FORMAT)) {
      throw broken("is not the header of an export of key tables");
    }
    if (version != ExportLines.VERSION || schema > KeyStoreDdl.VERSION) {
      throw new TenantCryptException(
          ErrorCode.TC041,
          "The export is of version "
              + version
              + " and of key tables of version "
              + schema
              + ", and this driver knows "
              + ExportLines.VERSION
              + " and "
              + KeyStoreDdl.VERSION
              + ". Use the driver that made it, or a newer one.");
    }
    String of = line.text("deployment");
    if (!of.equals(deployment)) {
      throw new TenantCryptException(
          ErrorCode.TC041,
          "The export is of deployment "
              + of
              + ", and the policy is of deployment "
              + deployment
              + ": its keys do not open here. Use that deployment's policy.");
    }
    Header header = new Header(schema, line.text("exported"), new Seal(line.bytes("seal")));
    line.end();
    return header;
  }

  private RingRows.Found tenant(JsonLineReader rest) throws IOException {
    ExportRows.TenantLine tenant = ExportRows.tenant(rest);
    List<ExportRows.KeyLine> keys = new ArrayList<>();
    for (long i = 0; i < tenant.keys(); i++) {
      keys.add(ExportRows.key(expect(ExportRows.KEY)));
    }
    counts = counts.withTenant(keys.size());
    return tenant.with(keys);
  }

  private Registry registry() throws IOException {
    ExportRows.HeadLine head = ExportRows.head(expect(ExportRows.REGISTRY));
    List<RegistrySql.SealedColumn> columns = new ArrayList<>();
    for (long i = 0; i < head.columns(); i++) {
      columns.add(ExportRows.column(expect(ExportRows.COLUMN)));
    }
    counts = counts.withColumns(columns.size());
    return new Registry(head.head(), columns);
  }

  private void requireOrder(List<RingRows.Found> before, RingRows.Found next) {
    String id = next.ring().tenant().value();
    boolean first = before.isEmpty();
    if (next.ring().tenant().equals(TenantId.PLATFORM)
        || (!first && before.get(before.size() - 1).ring().tenant().value().compareTo(id) >= 0)) {
      throw broken("is a tenant out of its order");
    }
  }

  private Trailer trailer(JsonLineReader line) {
    Trailer trailer =
        new Trailer(
            new ExportCounts(line.number("tenants"), line.number("keys"), line.number("columns")),
            line.text("sha256"),
            new Seal(line.bytes("seal")));
    line.end();
    if (!trailer.counts().equals(counts) || !trailer.sha256().equals(lines.sha256())) {
      throw broken("does not fit the lines before it: some were changed, cut out or added");
    }
    return trailer;
  }

  private Exported verified(Parsed parsed) {
    Header header = parsed.header();
    Registry registry = parsed.registry();
    Trailer trailer = parsed.trailer();
    try (RowSeals seals = opening.apply(parsed.platform())) {
      RowSeals.require(
          seals.exportHeader(deployment, header.schema(), header.exported()),
          header.seal(),
          "export",
          "its header");
      RowSeals.require(
          seals.exportTrailer(trailer.counts(), trailer.sha256()),
          trailer.seal(),
          "export",
          "its trailer");
      List<RegisteredColumn> columns =
          ProtectedColumnRegistry.verified(seals, registry.head(), registry.columns());
      List<TenantRing> rings =
          parsed.tenants().stream().map(found -> found.verified(seals)).toList();
      return new Exported(
          Instant.parse(header.exported()),
          trailer.counts(),
          parsed.platform().ring(),
          registry.head().revision(),
          columns,
          rings);
    }
  }

  private TenantCryptException broken(String what) {
    return new TenantCryptException(
        ErrorCode.TC036,
        "Line "
            + number
            + " of the export "
            + what
            + ". Nothing of it is used; take an export that was not touched.");
  }
}

package io.tenantcrypt.keys.store;

import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.tenancy.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Writes one export of the key tables. For one thread. */
final class ExportWriting {

  private final KeyStoreSession session;
  private final KeyStoreSetup setup;
  private final KeyStoreScan scan;
  private final String deployment;
  private final InstantSource clock;
  private final ExportLines lines = new ExportLines();
  private ExportCounts counts = ExportCounts.NONE;

  ExportWriting(
      KeyStoreSession session,
      KeyStoreSetup setup,
      KeyStoreScan scan,
      String deployment,
      InstantSource clock) {
    this.session = session;
    this.setup = setup;
    this.scan = scan;
    this.deployment = deployment;
    this.clock = clock;
  }

  ExportCounts write(Writer out) throws IOException {
    RowSeals seals = setup.seals();
    String now = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    Seal header = seals.exportHeader(deployment, KeyStoreDdl.VERSION, now);
    lines.write(out, ExportLines.header(deployment, KeyStoreDdl.VERSION, now, header));
    RingRows.Found platform =
        scan.find(TenantId.PLATFORM.value())
            .orElseThrow(() -> RowSeals.broken("tenant", "the platform's own tenant"));
    tenant(out, platform.verified(seals), seals);
    registry(out, seals);
    try {
      scan.each(scanned -> tenant(out, scanned, seals));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    String hash = lines.sha256();
    out.write(ExportLines.trailer(counts, hash, seals.exportTrailer(counts, hash)) + "\n");
    out.flush();
    return counts;
  }

  private void registry(Writer out, RowSeals seals) throws IOException {
    RegistrySql.Found found = session.read(new RegistrySql(session)::read);
    RegistrySql.Head head =
        found.head().orElseThrow(() -> RowSeals.broken("registry", "the policy revision"));
    ProtectedColumnRegistry.verified(seals, head, found.columns());
    lines.write(out, ExportRows.head(head, found.columns().size()));
    for (RegistrySql.SealedColumn column : found.columns()) {
      lines.write(out, ExportRows.column(column));
    }
    counts = counts.withColumns(found.columns().size());
  }

  /** What a look through the tables throws past it is unchecked. */
  private void tenant(Writer out, Scanned scanned, RowSeals seals) {
    if (scanned.problem().isPresent()) {
      throw scanned.problem().get();
    }
    try {
      if (scanned.ring().isPresent() && !scanned.tenant().equals(TenantId.PLATFORM.value())) {
        tenant(out, scanned.ring().get(), seals);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The seals are those of the tables, which were compared with these. */
  private void tenant(Writer out, TenantRing ring, RowSeals seals) throws IOException {
    RowSeals.TenantSeals sealed = seals.of(ring);
    List<KeyRow> keys = ring.keys();
    lines.write(out, ExportRows.tenant(new RingRows.Found(ring, sealed.tenant(), sealed.keys())));
    for (int i = 0; i < keys.size(); i++) {
      lines.write(out, ExportRows.key(keys.get(i), sealed.keys().get(i)));
    }
    counts = counts.withTenant(keys.size());
  }
}

package io.tenantcrypt.admin;

import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.TenantState;
import io.tenantcrypt.policy.TablePolicy;
import io.tenantcrypt.protect.Resealer;
import io.tenantcrypt.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One rehearsal. For one thread. */
final class RehearsalRun {

  private static final int ROWS = 2;
  private static final JobOptions PATIENT =
      JobOptions.DEFAULT.withWorkers(1).withPatience(Duration.ofMinutes(15));

  /** Something that is tried. Gives what came of it. */
  @FunctionalInterface
  private interface Try {
    String run() throws SQLException;
  }

  /** Of what did not go as it must. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(String why) {
      super(why);
    }
  }

  private final Rehearsal rehearsal;
  private final KeyId run;
  private final Consumer<RehearsalReport.Step> told;
  private final List<RehearsalReport.Step> steps = new ArrayList<>();
  private final List<Object> written = new ArrayList<>();
  private @Nullable RehearsalTable table;
  private @Nullable TenantId chosen;
  private @Nullable TenantRing made;
  private @Nullable Object oldCell;

  RehearsalRun(Rehearsal rehearsal, KeyId run, Consumer<RehearsalReport.Step> told) {
    this.rehearsal = rehearsal;
    this.run = run;
    this.told = told;
  }

  RehearsalReport run(Optional<String> wanted) {
    boolean ok = step("table", () -> choose(wanted)) && step("create", this::create);
    if (ok) {
      boolean all =
          step("write", this::write)
              && step("read", this::read)
              && step("sealed", () -> sealed(1))
              && step("rotate", this::rotate)
              && step("resealed", () -> sealed(2))
              && step("readAgain", this::read)
              && step("oldKeyOpensNothing", this::oldKey);
      // Whatever failed before, nothing of the tenant stays.
      boolean shredded = step("shred", this::shred);
      if (all && shredded) {
        step("shredded", this::refused);
      }
      step("clean", this::clean);
    }
    return new RehearsalReport(
        run.value(),
        Optional.ofNullable(made).map(ring -> ring.tenant().value()),
        Optional.ofNullable(table).map(each -> each.swept().label()),
        steps);
  }

  private boolean step(String name, Try trying) {
    RehearsalReport.Step step;
    try {
      step = new RehearsalReport.Step(name, true, trying.run());
    } catch (Failed e) {
      step = new RehearsalReport.Step(name, false, String.valueOf(e.getMessage()));
    } catch (TenantCryptException e) {
      step = new RehearsalReport.Step(name, false, e.code() + ": " + e.getMessage());
    } catch (SQLException e) {
      // What a database says may quote a row; what this driver says does not.
      boolean ours = String.valueOf(e.getSQLState()).startsWith("TC");
      step =
          new RehearsalReport.Step(
              name, false, "SQLState " + e.getSQLState() + (ours ? ": " + e.getMessage() : ""));
    }
    steps.add(step);
    told.accept(step);
    return step.ok();
  }

  private RehearsalTable table() {
    if (table == null) {
      throw new IllegalStateException("No table was chosen");
    }
    return table;
  }

  private TenantId tenant() {
    if (made == null) {
      throw new IllegalStateException("No tenant was made");
    }
    return made.tenant();
  }

  /** The tenancy column's type tells what a tenant is called. */
  private static List<TenantId> names() {
    String random = KeyId.random().value().substring(0, 12);
    int number = ThreadLocalRandom.current().nextInt(1_000_000_000, Integer.MAX_VALUE);
    return List.of(
        TenantId.of("rehearsal-" + random),
        TenantId.of(UUID.randomUUID().toString()),
        TenantId.of(Integer.toString(number)));
  }

  private String choose(Optional<String> wanted) throws SQLException {
    CatalogSnapshot catalog = rehearsal.catalog().refresh();
    List<String> why = new ArrayList<>();
    try (Connection raw = rehearsal.data().open()) {
      SweptNames names = SweptNames.of(raw);
      for (TenantId name : names()) {
        for (SweptTable swept : SweptTables.of(raw, rehearsal.policy(), catalog, name)) {
          if (!isWanted(swept, wanted)) {
            continue;
          }
          try {
            table = RehearsalTable.of(raw, names, catalog, swept);
            chosen = name;
            return swept.label();
          } catch (RehearsalTable.Unusable e) {
            why.add(swept.label() + ": " + e.getMessage());
          }
        }
      }
    }
    throw new Failed(
        why.isEmpty()
            ? "No table of the policy with protected columns is there"
                + wanted.map(name -> " under the name " + name).orElse("")
                + "."
            : "No row can be made up: " + String.join("; ", new HashSet<>(why)) + ".");
  }

  private boolean isWanted(SweptTable swept, Optional<String> wanted) {
    return wanted.isEmpty()
        || wanted.get().equals(swept.label())
        || rehearsal.policy().tables().stream()
            .map(TablePolicy::name)
            .filter(name -> name.toString().equals(wanted.get()))
            .anyMatch(
                name -> {
                  int dot = swept.label().indexOf('.');
                  return name.matches(
                      swept.label().substring(0, dot), swept.label().substring(dot + 1));
                });
  }

  private String create() throws SQLException {
    if (chosen == null) {
      throw new IllegalStateException("No name was chosen");
    }
    try (Connection raw = rehearsal.data().open()) {
      if (!table().cells(raw).isEmpty()) {
        throw new Failed("There are rows of a tenant " + chosen + ". Rehearse again.");
      }
    }
    rehearsal.runtime().table().create();
    made = rehearsal.runtime().provisioning().rehearse(chosen, run);
    return "tenant " + chosen + " under the KEK " + made.kek();
  }

  private String write() throws SQLException {
    try (Connection through = rehearsal.bound().open(tenant())) {
      for (int i = 0; i < ROWS; i++) {
        written.add(table().insert(through));
      }
    }
    return ROWS + " rows";
  }

  private String read() throws SQLException {
    List<String> expected = written.stream().map(RehearsalRun::text).sorted().toList();
    Class<?> as = RehearsalValues.readAs(written.get(0));
    try (Connection through = rehearsal.bound().open(tenant())) {
      List<String> found =
          table().read(through, as).stream().map(RehearsalRun::text).sorted().toList();
      if (found.size() != ROWS || (written.get(0) instanceof String && !found.equals(expected))) {
        throw new Failed("What was read is not what was written.");
      }
    }
    return ROWS + " rows as they were written";
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }

  /** As the database holds them, past the driver. */
  private String sealed(int version) throws SQLException {
    List<Object> cells;
    try (Connection raw = rehearsal.data().open()) {
      cells = table().cells(raw);
    }
    byte[] head = Resealer.head(table().cell().column(), version);
    for (Object cell : cells) {
      if (!Resealer.isUnder(cell, head)) {
        throw new Failed("A cell is not under version " + version + " of the tenant's key.");
      }
      String readable =
          cell instanceof byte[] bytes
              ? new String(bytes, StandardCharsets.ISO_8859_1)
              : cell.toString();
      if (written.stream().anyMatch(value -> value instanceof String s && readable.contains(s))) {
        throw new Failed("What was written can be read in the database.");
      }
    }
    if (cells.size() != ROWS) {
      throw new Failed("There are " + cells.size() + " rows and not " + ROWS + ".");
    }
    if (version == 1) {
      oldCell = cells.get(0);
    }
    return ROWS + " cells under version " + version;
  }

  private String rotate() {
    SortedMap<String, String> what = new TreeMap<>();
    what.put(Rotation.GRACE, Duration.ZERO.toString());
    JobRow job =
        JobRow.fresh(
            KeyId.random(),
            Rotation.NAME,
            Optional.of(tenant()),
            what,
            rehearsal.runtime().jobs().now());
    rehearsal.runtime().jobs().insert(List.of(job));
    return done(job.id().value());
  }

  /** A job that does not end is given up, so that none stays behind. */
  private String done(String job) {
    JobSummary done = rehearsal.jobs().run(job, PATIENT);
    if (done.state() != JobState.DONE) {
      String why = done.problem().or(done::waiting).orElse(done.state().name());
      rehearsal.jobs().cancel(job);
      throw new Failed("Job " + job + " did not end: " + why + ".");
    }
    return "job " + job;
  }

  private String oldKey() throws SQLException {
    if (oldCell == null) {
      throw new IllegalStateException("No cell was kept");
    }
    try (Connection raw = rehearsal.data().open()) {
      table().put(raw, oldCell);
    }
    return refused();
  }

  /** Reading what is there by now must be refused for want of its key. */
  private String refused() throws SQLException {
    try (Connection through = rehearsal.bound().open(tenant())) {
      table().read(through, RehearsalValues.readAs(written.get(0)));
    } catch (SQLException e) {
      if (ErrorCode.TC034.sqlState().equals(e.getSQLState())) {
        return "refused with TC034";
      }
      throw e;
    }
    throw new Failed("A cell opens whose key is destroyed.");
  }

  private String shred() {
    JobSummary job = rehearsal.shredding().rehearsed(rehearsed(), run);
    String ended = done(job.id());
    TenantState state =
        rehearsal.runtime().table().read(tenant()).map(TenantRing::state).orElseThrow();
    if (state != TenantState.SHREDDED) {
      throw new Failed("The tenant is " + state + " and not SHREDDED.");
    }
    ShredCertificate.verify(
        rehearsal.shredding().certificate(job.id()).json(), rehearsal.shredding().publicKey());
    return ended + ", its certificate verified";
  }

  private TenantRing rehearsed() {
    if (made == null) {
      throw new IllegalStateException("No tenant was made");
    }
    return made;
  }

  private String clean() throws SQLException {
    try (Connection raw = rehearsal.data().open()) {
      int removed = table().delete(raw);
      if (!table().cells(raw).isEmpty()) {
        throw new Failed("Rows of tenant " + tenant() + " are left.");
      }
      return removed + " rows removed; the tenant's tombstone stays";
    }
  }
}

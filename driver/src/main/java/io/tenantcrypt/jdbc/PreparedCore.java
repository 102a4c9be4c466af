package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.codec.Codec;
import io.tenantcrypt.codec.Form;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.delegate.Binding;
import io.tenantcrypt.jdbc.delegate.KeyRequest;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One text with its bound values, executed any number of times: by a prepared statement of the
 * application, or once by a plain one. Holds the real statement, which exists from the first
 * execution on and is made again when the plan changes.
 */
final class PreparedCore {

  /** A call that executes a real statement. */
  @FunctionalInterface
  interface Call<R> {
    R on(PreparedStatement real) throws SQLException;
  }

  /** Makes a real statement. */
  @FunctionalInterface
  interface Preparation {
    PreparedStatement prepare(String sql, Shape shape) throws SQLException;
  }

  /** Room for the parameters of a text that nobody counted. */
  private static final int UNCOUNTED = 7;

  private static final int[] NOWHERE = {};

  private final Session session;
  private final @Nullable PreparedStatement self;
  private final String sql;
  private final Shape shape;
  private final Preparation preparation;
  private final Replayed settings;
  private final Results results;
  private final Frame frame;
  private final Outgoing outgoing;

  private Route route;
  private @Nullable Object view;
  private @Nullable List<OutputColumn> keyOutputs = List.of();

  /**
   * Other threads look at these to cancel and to close. They are written without a full fence,
   * which costs as much as the rest of closing: nobody waits to see them.
   */
  private final AtomicReference<@Nullable PreparedStatement> real = new AtomicReference<>();

  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean withoutTenant;
  private boolean batching;
  private @Nullable TenantId batchTenant;

  /**
   * Begins.
   *
   * @param judged the text's
   * @param self the application's statement, whose setters bind again; null if it binds nothing
   */
  PreparedCore(
      Session session,
      @Nullable PreparedStatement self,
      String sql,
      Judged judged,
      Shape shape,
      Preparation preparation,
      Replayed settings,
      Results results)
      throws SQLException {
    this.session = session;
    this.self = self;
    this.sql = sql;
    this.shape = shape;
    this.preparation = preparation;
    this.settings = settings;
    this.results = results;
    route = judged.route();
    requirePossible(route);
    view = judged.view();
    Slots slots = route.slots();
    frame = new Frame(slots == null ? UNCOUNTED : slots.count());
    outgoing = new Outgoing(session, frame);
    if (slots == null) {
      prepareFor(false);
    }
  }

  private void requirePossible(Route next) {
    if (next.plan() instanceof StatementPlan.BindTenant) {
      throw new TenantCryptException(
          ErrorCode.TC003,
          "SET tenantcrypt.tenant is executed by a plain Statement, on its own, and is neither"
              + " prepared nor batched.");
    }
  }

  Route route() {
    return route;
  }

  /** The real statement, if it was made. */
  @Nullable PreparedStatement existing() {
    return real.get();
  }

  /** The real statement, made now if it is not there. */
  PreparedStatement real() throws SQLException {
    PreparedStatement known = real.get();
    return known == null ? prepareFor(false) : known;
  }

  /** The real statement to be described: only ever that of a text which may be executed now. */
  PreparedStatement described() throws SQLException {
    requireOpen();
    renew();
    return real();
  }

  private PreparedStatement prepareFor(boolean noTenant) throws SQLException {
    withoutTenant = noTenant;
    if (!(route.plan() instanceof StatementPlan.Protected plan)) {
      keyOutputs = List.of();
      return route.plan() instanceof StatementPlan.Explain asked
          ? made(ExplainAnswer.statement(() -> session.explain(asked.sql())))
          : prepare(sql, shape.keys());
    }
    GeneratedKeys keys = GeneratedKeys.of(shape.keys(), plan, session.reading());
    keyOutputs = keys.outputs();
    return prepare(noTenant ? plan.sqlWithoutTenant().orElseThrow() : plan.sql(), keys.request());
  }

  private PreparedStatement prepare(String text, KeyRequest keys) throws SQLException {
    requireOpen();
    Shape possible = readOnly() ? shape.readOnly() : shape;
    return made(preparation.prepare(text, possible.with(keys)));
  }

  private PreparedStatement made(PreparedStatement made) throws SQLException {
    real.setRelease(made);
    settings.apply(made);
    for (int index = 1; index <= frame.limit(); index++) {
      if (frame.isSet(index) && !isBoundLater(index)) {
        int[] positions = passing(index);
        Binding binding = positions.length == 0 ? null : frame.take(index);
        if (binding != null) {
          for (int position : positions) {
            binding.apply(made, position);
          }
        }
      }
    }
    return made;
  }

  /** Whether an updatable result set was asked for and may not be given. */
  private boolean readOnly() {
    return shape.updatable() && Updatable.denied(route, sql);
  }

  /** A value that is checked is bound when it is: what was looked at is what is sent. */
  private boolean isBoundLater(int index) {
    Slots slots = route.slots();
    return slots != null && !withoutTenant && index <= slots.count() && slots.checked(index);
  }

  /** Where a parameter goes as it is. */
  private int[] passing(int index) {
    Slots slots = route.slots();
    if (slots == null) {
      return new int[] {index};
    }
    if (index > slots.count()) {
      return NOWHERE;
    }
    if (withoutTenant) {
      return new int[] {index};
    }
    return slots.positions(index);
  }

  /**
   * Remembers a call and makes it where the real statement is there; false if a value is wanted.
   */
  boolean pass(int index, Binding binding, boolean once) throws SQLException {
    Slots slots = route.slots();
    if (slots == null) {
      PreparedStatement now = real();
      binding.apply(now, index);
      frame.remember(index, binding, once);
      if (once) {
        frame.consumed(index);
      }
      return true;
    }
    requireOpen();
    boolean looked =
        slots.single(index) == Slots.ELSEWHERE
            && (slots.sealed(index) != null || slots.checked(index));
    frame.remember(index, binding, once);
    PreparedStatement now = real.get();
    if (now != null && slots.sealed(index) == null && !isBoundLater(index)) {
      for (int position : passing(index)) {
        binding.apply(now, position);
        if (once) {
          frame.consumed(index);
        }
      }
    }
    return !looked;
  }

  /** Takes a value that is sealed or checked. */
  void bind(int index, Binding binding, Form form, @Nullable Object value, List<?> hints)
      throws SQLException {
    Slots slots = Objects.requireNonNull(route.slots());
    ProtectedColumn column = slots.sealed(index);
    if (column == null) {
      frame.value(index, new Given(form, value, hints, binding));
    } else if (value == null) {
      frame.value(index, Frame.NULL);
    } else if (Contents.are(form, value)) {
      bindContents(index, column, form, value, hints);
    } else {
      frame.value(index, canonical(column, form, value, hints));
    }
  }

  private byte[] canonical(ProtectedColumn column, Form form, Object value, List<?> hints) {
    return Codec.encode(column.label(), column.type(), session.connector(), form, value, hints);
  }

  /** A stream is read now: from here on it is a value like others, to be bound again at will. */
  private void bindContents(
      int index, ProtectedColumn column, Form form, Object value, List<?> hints)
      throws SQLException {
    frame.forget(index);
    Object contents = Contents.read(column, session.connector(), form, value, hints);
    Form as = contents instanceof String ? Form.STRING : Form.BYTES;
    byte[] bytes =
        form == Form.OBJECT && !hints.isEmpty()
            ? canonical(column, form, contents, hints.subList(0, 1))
            : canonical(column, as, contents, List.of());
    frame.remember(index, Contents.again(contents), false);
    frame.value(index, bytes);
  }

  void clearParameters() throws SQLException {
    requireOpen();
    frame.clear();
    PreparedStatement now = real.get();
    if (now != null) {
      now.clearParameters();
    }
  }

  /** Executes: judges anew if the session sees something else, checks, seals, sends. */
  <R> R execute(Call<R> call) throws SQLException {
    requireOpen();
    try {
      renew();
      TenantId tenant = ready();
      PreparedStatement now = real();
      results.begin(route.plan(), keyOutputs, tenant);
      if (readOnly()) {
        results.warnings().add(Updatable.warning(route));
      }
      session.sends(route, tenant);
      R result =
          session.sendsAsItIs(route, tenant)
              ? outgoing.send(call, now)
              : session.send(route, sql, tenant, now, () -> outgoing.send(call, now));
      session.executed(route, sql, tenant);
      return result;
    } catch (SQLException | RuntimeException e) {
      session.failed(route, e);
      throw e;
    }
  }

  /** The steps before something is executed or added to a batch. */
  private @Nullable TenantId ready() throws SQLException {
    outgoing.unsealed();
    if (!(route.plan() instanceof StatementPlan.Protected plan)) {
      return null;
    }
    TenantId tenant = Execution.admit(session, route, frame);
    boolean noTenant = tenant == null && plan.needsTenant();
    if (real.get() == null || noTenant != withoutTenant) {
      if (batching) {
        throw batchOf(batchTenant); // its rows wait in the real statement
      }
      closeReal();
      prepareFor(noTenant);
    }
    if (settings.has("setMaxFieldSize")) {
      requireWholeCells(plan);
    }
    if (!noTenant) {
      outgoing.seal(plan, Objects.requireNonNull(route.slots()), tenant, real());
    }
    return tenant;
  }

  /** PostgreSQL's driver cuts what it reads to the size, and half a cell cannot be opened. */
  private void requireWholeCells(StatementPlan.Protected plan) throws SQLException {
    if (session.reading() instanceof Reading.Postgres
        && real().getMaxFieldSize() > 0
        && (GeneratedKeys.cells(plan.outputs()) || GeneratedKeys.cells(keyOutputs))) {
      throw new TenantCryptException(
          ErrorCode.TC002,
          "setMaxFieldSize cannot be applied to the protected columns that the statement gives. Set"
              + " it to 0 and shorten the values where they are read.");
    }
  }

  /** Judges the text again if the session sees another catalog or reads otherwise by now. */
  private void renew() throws SQLException {
    if (session.state().currentOrNull() == view && view != null) {
      return;
    }
    Route next = session.route(sql);
    Object seen = session.state().knownView();
    if (!next.plan().equals(route.plan())) {
      requirePossible(next);
      if (batching) {
        throw new TenantCryptException(
            ErrorCode.TC003,
            "The catalog or the search path changed under an open batch. Clear it and begin"
                + " again.");
      }
      closeReal();
      List<@Nullable Binding> calls = new ArrayList<>();
      for (int index = 1; index <= frame.limit(); index++) {
        calls.add(frame.take(index));
      }
      frame.clear();
      route = next;
      view = seen;
      if (next.slots() == null) {
        prepareFor(false);
      }
      // Through the application's own setters, so that what must be sealed now is sealed.
      for (int i = 0; i < calls.size(); i++) {
        Binding call = calls.get(i);
        if (call != null && self != null) {
          call.apply(self, i + 1);
        }
      }
    }
    route = next;
    view = seen;
  }

  void addBatch() throws SQLException {
    requireOpen();
    try {
      renew();
      if (route.plan() instanceof StatementPlan.Protected) {
        TenantId tenant = session.tenant();
        if (batching && !Objects.equals(tenant, batchTenant)) {
          throw batchOf(batchTenant);
        }
        batchTenant = tenant;
        if (!Objects.equals(ready(), tenant)) {
          throw batchOf(tenant);
        }
      }
      PreparedStatement now = real();
      now.addBatch();
      batching = true;
      Slots slots = route.slots();
      if (slots != null) {
        outgoing.added(slots, now);
      }
    } catch (SQLException | RuntimeException e) {
      session.failed(route, e);
      throw e;
    }
  }

  void clearBatch() throws SQLException {
    requireOpen();
    batching = false;
    batchTenant = null;
    outgoing.batchEnded();
    PreparedStatement now = real.get();
    if (now != null) {
      now.clearBatch();
    }
  }

  <R> R executeBatch(Call<R> call) throws SQLException {
    requireOpen();
    try {
      return batching ? checkedBatch(call) : outgoing.sendBatch(call, real());
    } catch (SQLException | RuntimeException e) {
      endBatch(e);
      session.failed(route, e);
      throw e;
    }
  }

  private <R> R checkedBatch(Call<R> call) throws SQLException {
    renew();
    if (route.plan() instanceof StatementPlan.Protected plan) {
      if (!Objects.equals(session.tenant(), batchTenant)) {
        throw batchOf(batchTenant);
      }
      if (route.writes()) {
        session.runtime().writes().check(plan);
      }
    }
    session.requireCurrent(route);
    return sendBatch(call);
  }

  private <R> R sendBatch(Call<R> call) throws SQLException {
    TenantId tenant = batchTenant;
    batching = false;
    results.begin(route.plan(), keyOutputs, tenant);
    session.sends(route, tenant);
    PreparedStatement now = real();
    R result =
        session.sendsAsItIs(route, tenant)
            ? outgoing.sendBatch(call, now)
            : session.send(route, sql, tenant, now, () -> outgoing.sendBatch(call, now));
    outgoing.batchEnded();
    session.executed(route, sql, tenant);
    return result;
  }

  /** A batch that failed is over, as with every driver, even where nothing of it was sent. */
  private void endBatch(Exception cause) {
    batching = false;
    outgoing.batchEnded();
    PreparedStatement now = real.get();
    if (now != null) {
      try {
        now.clearBatch();
      } catch (SQLException e) {
        cause.addSuppressed(e);
      }
    }
  }

  static TenantCryptException batchOf(@Nullable TenantId tenant) {
    return new TenantCryptException(
        ErrorCode.TC011,
        "The batch was begun "
            + (tenant == null ? "without a tenant" : "for tenant " + tenant)
            + " and cannot go on under another binding. Execute it before the tenant changes.");
  }

  private void closeReal() throws SQLException {
    PreparedStatement old = real.get();
    real.setRelease(null);
    if (old != null) {
      old.close();
    }
  }

  /** {@code hints} of a setter as a list; values may be null. */
  static List<?> hints(Object... hints) {
    return hints.length == 0 ? List.of() : Arrays.asList(hints);
  }

  void requireOpen() throws SQLException {
    session.requireOpen(real.get());
    if (closed.get()) {
      throw ClosedAnswers.ofStatement(session.raw());
    }
  }

  boolean isClosed() throws SQLException {
    PreparedStatement now = real.get();
    return closed.get() || (now == null ? session.closesStatements() : now.isClosed());
  }

  void close() throws SQLException {
    closed.setRelease(true);
    closeReal();
  }
}

package io.tenantcrypt.sql;

import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.statement.create.table.Index.ColumnParams;
import net.sf.jsqlparser.statement.insert.ConflictActionType;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.InsertConflictAction;
import net.sf.jsqlparser.statement.insert.InsertConflictTarget;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/**
 * Analyses ON CONFLICT. A conflict may be with another tenant's row unless the tenancy column is
 * part of the arbiter; then DO UPDATE needs a predicate of its own. DO NOTHING changes no row.
 */
final class Upserts {

  private final Draft draft;
  private final Selects selects;
  private final Unscoped unscoped;

  Upserts(Draft draft, Selects selects, Unscoped unscoped) {
    this.draft = draft;
    this.selects = selects;
    this.unscoped = unscoped;
  }

  void analyse(Insert insert, TableRef ref, Ctes ctes) {
    InsertConflictAction action = insert.getConflictAction();
    if (action == null) {
      throw Refusal.unsupported("ON CONFLICT without an action", ref.position());
    }
    draft.dialect().require(Form.CONFLICT, ref.position());
    if (insert.getConflictTarget() != null
        || action.getConflictActionType() == ConflictActionType.DO_UPDATE) {
      draft.dialect().require(Form.CONFLICT_UPDATE, ref.position());
    }
    Source own = Source.of(ref, Optional.of(ref.facts().relation().name().schema()), List.of());
    boolean sameTenant = target(insert.getConflictTarget(), ref, own, ctes);
    if (action.getConflictActionType() != ConflictActionType.DO_UPDATE) {
      return;
    }
    Scope scope = new Scope(null, ctes);
    scope.add(own, ref.position());
    scope.add(given(own, "excluded"), ref.position());
    Assignments assignments = new Assignments(draft, selects.expressions());
    for (UpdateSet set : action.getUpdateSets()) {
      Changes.set(draft, selects, set, ref.facts(), assignments, scope);
    }
    where(insert, action, ref, scope, sameTenant);
  }

  // Whether the arbiter holds the tenancy column, so that a conflicting row is the tenant's own.
  private boolean target(
      @Nullable InsertConflictTarget target, TableRef ref, Source own, Ctes ctes) {
    if (target == null || target.getIndexElements() == null) {
      return false;
    }
    boolean sameTenant = false;
    for (ColumnParams element : target.getIndexElements()) {
      if (element.isExpression() && element.getColumnName() == null) {
        throw Refusal.unsupported("ON CONFLICT on an expression", ref.position());
      }
      String column = Names.fold(element.getColumnName());
      if (ref.facts().cell(column).isPresent()) {
        throw Refusal.protectedUse(
            "ON CONFLICT on the protected column "
                + ref.facts().label()
                + "."
                + column
                + ": no two of its cells are equal; use a key that is not protected",
            ref.position());
      }
      sameTenant |= ref.facts().isTenancyColumn(column);
    }
    if (target.getWhereExpression() != null) {
      Scope scope = new Scope(null, ctes);
      scope.add(own, ref.position());
      selects.expressions().requireNoCell(target.getWhereExpression(), scope, "ON CONFLICT");
    }
    return sameTenant;
  }

  /** The row that was to be inserted; its tenancy column has been checked or set. */
  static Source given(Source own, String alias) {
    List<Source.Column> columns = new ArrayList<>();
    for (Source.Column column : own.columns()) {
      Origin origin =
          column.origin() instanceof Origin.Tenancy ? Origin.TENANT_VALUE : column.origin();
      columns.add(new Source.Column(column.name(), origin));
    }
    return new Source(alias, Optional.empty(), columns, Optional.empty());
  }

  private void where(
      Insert insert, InsertConflictAction action, TableRef ref, Scope scope, boolean sameTenant) {
    List<Token> tokens = draft.parsed().tokens();
    Place place = Place.of(draft.parsed(), insert.getTable(), ref.position());
    int conflict = place.clauses(draft.parsed()).find("conflict");
    int from = conflict < 0 ? -1 : new Clauses(tokens, conflict, place.to()).find("do");
    if (from < 0) {
      throw Refusal.unsupported("ON CONFLICT whose place is not known", ref.position());
    }
    Block block =
        new Block(draft, selects.expressions(), unscoped, new Clauses(tokens, from, place.to()));
    block.add(ref);
    Set<TableRef> restricts = BoundaryProof.identitySet();
    restricts.add(ref);
    if (action.getWhereExpression() != null) {
      block.condition(action.getWhereExpression(), scope, restricts, false);
    }
    if (!sameTenant) {
      block.close(Map.of());
    }
  }
}

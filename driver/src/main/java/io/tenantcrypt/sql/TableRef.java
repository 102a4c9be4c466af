package io.tenantcrypt.sql;

/**
 * One use of a table in a query block. Compared by identity: the same table may stand there twice.
 */
final class TableRef {

  /** The block's WHERE, as against the ON of one of its joins. */
  static final int IN_WHERE = -1;

  /** No place restricts this reference without changing what the statement means. */
  static final int NOWHERE = -2;

  private final TableFacts facts;
  private final String alias;
  private final int position;
  private int placement = IN_WHERE;

  TableRef(TableFacts facts, String alias, int position) {
    this.facts = facts;
    this.alias = alias;
    this.position = position;
  }

  TableFacts facts() {
    return facts;
  }

  String alias() {
    return alias;
  }

  /** From 1, for messages. */
  int position() {
    return position;
  }

  /** Where a predicate that is added would stand: {@link #IN_WHERE}, {@link #NOWHERE} or a join. */
  int placement() {
    return placement;
  }

  void placeIn(int join) {
    placement = join;
  }

  @Override
  public String toString() {
    return facts.label() + " " + alias;
  }
}

package io.tenantcrypt.sql;

import net.sf.jsqlparser.statement.Statement;

/** A walk over every field of a tree: what the resolver does not know is refused. */
final class TreeAudit {

  private TreeAudit() {}

  /** Refuses (TC003) a tree that holds a construct outside the closed list. */
  static void check(ParsedStatement statement) {
    new TreeWalk(node -> {}).walk(statement.tree());
  }

  /** Every table, column, select, parameter and function that is reachable in a tree. */
  static Inventory inventory(Statement tree) {
    Inventory inventory = new Inventory();
    new TreeWalk(inventory::add).walk(tree);
    return inventory;
  }
}

package io.tenantcrypt.sql;

import java.util.Map;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.statement.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The completeness check. What the closed list does not know is refused, and what is reachable is
 * listed, so that an analysis can prove that it looked at everything.
 */
final class TreeAudit {

  private TreeAudit() {}

  /**
   * Everything in a tree all of whose nodes and fields are known.
   *
   * @throws Refusal TC003 naming the first construct that is not
   */
  static Inventory check(ParsedStatement statement) {
    Inventory inventory = new Inventory();
    new TreeWalk(new Known(inventory, statement.dialect())).walk(statement.tree());
    statement.checkParameters(inventory.parameters());
    PrintedTree.check(statement);
    return inventory;
  }

  /** Every table, column, select, parameter and function of a tree, known or not. */
  static Inventory inventory(Statement tree) {
    Inventory inventory = new Inventory();
    new TreeWalk(new Everything(inventory)).walk(tree);
    return inventory;
  }

  private record Everything(Inventory inventory) implements TreeWalk.Visitor {
    @Override
    public void node(Object node, int offset) {
      inventory.add(node);
    }

    @Override
    public void field(Object node, int offset, String name, @Nullable Object value) {
      // Every field is followed by the walk itself.
    }
  }

  private record Known(Inventory inventory, KnownNodes nodes, Dialect dialect)
      implements TreeWalk.Visitor {

    Known(Inventory inventory, Dialect dialect) {
      this(inventory, dialect.nodes(), dialect);
    }

    @Override
    public void node(Object node, int offset) {
      inventory.add(node);
      if (node instanceof Alias alias
          && !dialect.takesTextsForNames()
          && String.valueOf(alias.getName()).startsWith("'")) {
        throw unknown("a text for an alias", offset);
      }
      if (nodes.fields(node.getClass()) == null) {
        throw unknown(words(node.getClass().getSimpleName()), offset);
      }
    }

    @Override
    public void field(Object node, int offset, String name, @Nullable Object value) {
      if (value == null || KnownNodes.isDefault(value)) {
        return;
      }
      Map<String, KnownNodes.Allowed> fields = nodes.fields(node.getClass());
      KnownNodes.Allowed allowed = fields == null ? null : fields.get(name);
      if (allowed == null || !allowed.permits(value)) {
        throw unknown(words(name) + " of " + words(node.getClass().getSimpleName()), offset);
      }
    }

    private static Refusal unknown(String what, int offset) {
      return Refusal.unsupported(
          "this version does not support \""
              + what
              + "\""
              + (offset < 0 ? "" : " at or near position " + (offset + 1)),
          offset + 1);
    }

    /** A class or field name as words: {@code PlainSelect} is "plain select". */
    private static String words(String name) {
      return Lexer.asciiLower(name.replaceAll("(?<=[a-z])(?=[A-Z])", " "));
    }
  }
}

package io.tenantcrypt.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.statement.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Chains of binary operators ({@code a AND b AND c …}), which the parser builds as deep as they are
 * long. The stack of a thread bounds how deep may be recursed, so chains are gone through in a
 * loop. A tree that is cut stands in pieces until this is closed.
 */
final class LongChains implements AutoCloseable {

  /** Shorter ones are printed as they are. */
  private static final int LONGEST_PIECE = 100;

  private record Cut(BinaryExpression above, Expression piece) {}

  private final List<Cut> cuts = new ArrayList<>();

  private LongChains() {}

  /** The operators of a chain, the innermost and leftmost first, the given one last. */
  static List<BinaryExpression> links(BinaryExpression last) {
    Deque<BinaryExpression> links = new ArrayDeque<>();
    for (Expression e = last; e instanceof BinaryExpression link; e = link.getLeftExpression()) {
      links.addFirst(link);
    }
    return List.copyOf(links);
  }

  /** Takes all long chains of a tree apart, so that printing each piece recurses little. */
  static LongChains cut(Statement tree) {
    Spines spines = new Spines();
    new TreeWalk(spines).walk(tree);
    LongChains chains = new LongChains();
    for (BinaryExpression top : spines.tops()) {
      int length = 0;
      BinaryExpression link = top;
      while (link.getLeftExpression() instanceof BinaryExpression below) {
        length++;
        if (length % LONGEST_PIECE == 0) {
          chains.cuts.add(new Cut(link, below));
          link.setLeftExpression(new ParenthesedExpressionList<>()); // prints no word
        }
        link = below;
      }
    }
    return chains;
  }

  /** What was cut off; each is printed on its own. */
  List<Expression> pieces() {
    return cuts.stream().map(Cut::piece).toList();
  }

  /** Puts the tree together again. */
  @Override
  public void close() {
    cuts.forEach(cut -> cut.above().setLeftExpression(cut.piece()));
  }

  /** Finds the last operator of each chain. */
  private static final class Spines implements TreeWalk.Visitor {
    private final List<BinaryExpression> all = new ArrayList<>();
    private final Set<Object> lower = Collections.newSetFromMap(new IdentityHashMap<>());

    @Override
    public void node(Object node, int offset) {
      if (node instanceof BinaryExpression link
          && link.getLeftExpression() instanceof BinaryExpression below) {
        all.add(link);
        lower.add(below);
      }
    }

    @Override
    public void field(Object node, int offset, String name, @Nullable Object value) {
      // Every field is followed by the walk itself.
    }

    List<BinaryExpression> tops() {
      return all.stream().filter(link -> !lower.contains(link)).toList();
    }
  }
}

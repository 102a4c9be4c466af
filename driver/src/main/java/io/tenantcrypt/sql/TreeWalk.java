package io.tenantcrypt.sql;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.statement.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The reflective walk over all fields of all nodes of a tree, each node once. Visitors of the
 * parser miss places; fields cannot. One use.
 */
final class TreeWalk {

  /** What is done at each node. */
  interface Visitor {
    /**
     * A node.
     *
     * @param offset where it or the nearest node above it starts, or -1
     */
    void node(Object node, int offset);

    /** A field of the node that was visited last, other than the parser's own book-keeping. */
    void field(Object node, int offset, String name, @Nullable Object value);
  }

  private record Frame(Object node, int offset) {}

  /** The package of the parser's classes, wherever the build has moved it. */
  private static final String NODES =
      Statement.class.getName().replaceAll("statement\\.Statement$", "");

  private static final ClassValue<Field[]> FIELDS =
      new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
          return fieldsOf(type);
        }
      };

  private final Visitor visitor;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Frame> pending = new ArrayDeque<>();

  TreeWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  void walk(Object root) {
    push(root, -1);
    while (!pending.isEmpty()) {
      visit(pending.pop());
    }
  }

  /** The fields of a node class, inherited ones included, the parser's node pointer left out. */
  static Field[] fieldsOf(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null && isNode(c); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && field.getType() != Node.class) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
    return fields.toArray(Field[]::new);
  }

  private static boolean isNode(Class<?> type) {
    return type.getName().startsWith(NODES) && !Enum.class.isAssignableFrom(type);
  }

  private void visit(Frame frame) {
    Object node = frame.node();
    int own = ParsedStatement.startOf(node);
    int offset = own >= 0 ? own : frame.offset();
    visitor.node(node, offset);
    if (node instanceof Collection<?> collection) {
      collection.forEach(element -> push(element, offset));
    }
    for (Field field : FIELDS.get(node.getClass())) {
      Object value = valueOf(field, node);
      visitor.field(node, offset, field.getName(), value);
      push(value, offset);
    }
  }

  private static @Nullable Object valueOf(Field field, Object node) {
    try {
      return field.get(node);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a field of the parser's tree cannot be read", e);
    }
  }

  private void push(@Nullable Object value, int offset) {
    if (value == null) {
      return;
    }
    if (isNode(value.getClass())) {
      if (seen.add(value)) {
        pending.push(new Frame(value, offset));
      }
    } else if (value instanceof Collection<?> collection) {
      collection.forEach(element -> push(element, offset));
    } else if (value instanceof Map<?, ?> map) {
      map.entrySet().forEach(entry -> push(entry, offset));
    } else if (value instanceof Map.Entry<?, ?> entry) {
      push(entry.getKey(), offset);
      push(entry.getValue(), offset);
    } else if (value instanceof Optional<?> optional) {
      push(optional.orElse(null), offset);
    } else if (value instanceof Object[] array) {
      for (Object element : array) {
        push(element, offset);
      }
    } else if (!isLeaf(value)) {
      throw Refusal.unsupported(
          "the parser's tree holds a value of an unknown class", Math.max(offset + 1, 0));
    }
  }

  private static boolean isLeaf(Object value) {
    return value instanceof CharSequence
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Enum<?>
        || value instanceof Class<?>
        || value instanceof java.util.Date;
  }
}

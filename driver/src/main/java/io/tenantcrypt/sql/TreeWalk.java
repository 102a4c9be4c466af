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
import java.util.function.Consumer;
import net.sf.jsqlparser.expression.JdbcParameter;
import org.jspecify.annotations.Nullable;

/** The reflective walk. One use. */
final class TreeWalk {

  private static final String NODES =
      JdbcParameter.class.getPackageName().replace("expression", "");
  private static final ClassValue<Field[]> FIELDS =
      new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
          List<Field> fields = new ArrayList<>();
          for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
              if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                fields.add(field);
              }
            }
          }
          return fields.toArray(Field[]::new);
        }
      };

  private final Consumer<Object> visitor;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> pending = new ArrayDeque<>();

  /** Every node is given to the visitor once. */
  TreeWalk(Consumer<Object> visitor) {
    this.visitor = visitor;
  }

  void walk(Object root) {
    push(root);
    while (!pending.isEmpty()) {
      visit(pending.pop());
    }
  }

  private void push(@Nullable Object value) {
    if (value == null) {
      return;
    }
    if (value instanceof Collection<?> collection) {
      collection.forEach(this::push);
    }
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(this::push);
      map.values().forEach(this::push);
    } else if (value instanceof Optional<?> optional) {
      push(optional.orElse(null));
    } else if (value instanceof Object[] array) {
      for (Object element : array) {
        push(element);
      }
    } else if (value.getClass().getName().startsWith(NODES)
        && !value.getClass().isEnum()
        && !(value instanceof net.sf.jsqlparser.parser.Node)
        && seen.add(value)) {
      pending.push(value);
    }
  }

  private void visit(Object node) {
    visitor.accept(node);
    for (Field field : FIELDS.get(node.getClass())) {
      try {
        push(field.get(node));
      } catch (IllegalAccessException e) {
        throw Refusal.unsupported("the tree cannot be read", 0);
      }
    }
  }
}

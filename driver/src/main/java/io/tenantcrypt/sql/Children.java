package io.tenantcrypt.sql;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The nodes directly below a node of the parser's tree, found by reflection so that none is missed.
 */
final class Children {

  private static final String PARSER =
      net.sf.jsqlparser.statement.Statement.class
          .getPackageName()
          .replaceFirst("\\.statement$", "");

  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return fields(type);
        }
      };

  private Children() {}

  /** All nodes that {@code node} holds in its fields, also through lists and maps. */
  static List<Object> of(Object node) {
    List<Object> found = new ArrayList<>();
    if (node instanceof Collection<?> list) {
      list.forEach(element -> collect(element, found));
    }
    for (Field field : FIELDS.get(node.getClass())) {
      try {
        collect(field.get(node), found);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(field + " is not readable", e);
      }
    }
    return found;
  }

  private static void collect(@org.jspecify.annotations.Nullable Object value, List<Object> found) {
    if (value == null) {
      return;
    }
    if (isNode(value)) {
      found.add(value);
    } else if (value instanceof Collection<?> list) {
      list.forEach(element -> collect(element, found));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (k, v) -> {
            collect(k, found);
            collect(v, found);
          });
    } else if (value instanceof Map.Entry<?, ?> entry) {
      collect(entry.getKey(), found);
      collect(entry.getValue(), found);
    } else if (value instanceof Object[] array) {
      for (Object element : array) {
        collect(element, found);
      }
    }
  }

  private static boolean isNode(Object value) {
    return value.getClass().getName().startsWith(PARSER) && !(value instanceof Enum);
  }

  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null && c.getName().startsWith(PARSER); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())
            || field.getType().isPrimitive()
            || field.getType() == String.class
            || field.getName().equals("node")) {
          continue;
        }
        try {
          field.setAccessible(true);
        } catch (InaccessibleObjectException e) {
          throw new IllegalStateException(field + " is not readable", e);
        }
        fields.add(field);
      }
    }
    return List.copyOf(fields);
  }
}

package io.tenantcrypt.policy.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value of the document with its key path. What does not fit is reported and comes back empty,
 * so that reading goes on to the next mistake.
 */
final class Value {

  private final Problems problems;
  private final Variables variables;
  private final String path;
  private final Node node;

  Value(Problems problems, Variables variables, String path, Node node) {
    this.problems = problems;
    this.variables = variables;
    this.path = path;
    this.node = node;
  }

  /** A key of a mapping and what it holds. */
  record Entry(Value key, Value value) {}

  String path() {
    return path;
  }

  void problem(String message) {
    problems.add(node, path, message);
  }

  /** Whether nothing stands here, as after {@code key:}. */
  boolean isNothing() {
    return node.getTag().equals(Tag.NULL);
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  boolean isNumber() {
    return node.getTag().equals(Tag.INT);
  }

  /** Whether {@code []} stands here. */
  boolean isEmptyList() {
    return node instanceof SequenceNode sequence && sequence.getValue().isEmpty();
  }

  /** The scalar that stands here, its variables replaced. */
  Optional<Scalar> scalar() {
    if (!(node instanceof ScalarNode scalar) || isNothing()) {
      problem("expected one value, not " + kind());
      return Optional.empty();
    }
    String written = scalar.getValue();
    try {
      String text = Variables.in(written) ? variables.replace(written) : written;
      return Optional.of(new Scalar(text, node.getTag(), written));
    } catch (Variables.Unresolved e) {
      problem(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** The elements of the list that stands here. */
  List<Value> items() {
    List<Value> items = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node child : sequence.getValue()) {
        String childPath = path + "[" + items.size() + "]";
        items.add(new Value(problems, variables, childPath, child));
      }
    } else {
      problem("expected a list, not " + kind());
    }
    return items;
  }

  /** The mapping that stands here, by its keys as written; doubled keys are reported. */
  Map<String, Entry> entries() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem("expected a mapping of keys to values, not " + kind());
      return entries;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      Node keyNode = tuple.getKeyNode();
      if (!keyNode.getTag().equals(Tag.STR) || !(keyNode instanceof ScalarNode keyScalar)) {
        problems.add(keyNode, path, "a key must be text; put it in quotes");
        continue;
      }
      String name = keyScalar.getValue();
      String childPath = path.isEmpty() ? name : path + "." + name;
      Value key = new Value(problems, variables, childPath, keyNode);
      Value value = new Value(problems, variables, childPath, tuple.getValueNode());
      Entry first = entries.putIfAbsent(name, new Entry(key, value));
      if (first != null) {
        key.problem("the key is here a second time; it first stands in line " + first.key().line());
      }
    }
    return entries;
  }

  int line() {
    return node.getStartMark().getLine() + 1;
  }

  private String kind() {
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    return node instanceof SequenceNode ? "a list" : isNothing() ? "nothing" : "a single value";
  }
}

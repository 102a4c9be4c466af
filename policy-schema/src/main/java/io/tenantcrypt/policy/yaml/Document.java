package io.tenantcrypt.policy.yaml;

import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Text to node graph. The events are looked through first: they come one by one without recursion,
 * so neither depth nor aliases of a hostile text cost anything, and what a policy may not use is
 * found in all places at once.
 */
final class Document {

  /** The deepest place that the schema knows is half of it. */
  static final int DEEPEST = 20;

  private final Problems problems;

  private Document(Problems problems) {
    this.problems = problems;
  }

  /** The root node, or empty for a text without content. */
  static Optional<Node> compose(String text, Problems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(SourceText.LONGEST);
    options.setNestingDepthLimit(DEEPEST);
    try {
      new Document(problems).check(new ParserImpl(new StreamReader(text), options));
      problems.throwIfAny();
      Parser parser = new ParserImpl(new StreamReader(text), options);
      return Optional.ofNullable(new Composer(parser, new CoreResolver(), options).getSingleNode());
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      report(problems, mark, e.getProblem());
    } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // The parser's own slips on malformed escapes end here too; it does not say where.
      problems.add(1, 1, "", "the text cannot be read as YAML");
    }
    problems.throwIfAny();
    return Optional.empty();
  }

  private static void report(Problems problems, Mark mark, String problem) {
    String message =
        "this is not YAML: "
            + (problem.contains("'\\t(TAB)'")
                ? "a tab may not be used to indent; use blanks"
                : problem.strip());
    if (mark == null) {
      problems.add(1, 1, "", message);
    } else {
      problems.add(mark, "", message);
    }
  }

  private void check(Parser events) {
    int depth = 0;
    int documents = 0;
    Event event = events.getEvent();
    for (; !(event instanceof StreamEndEvent); event = events.getEvent()) {
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        problems.add(
            event.getStartMark(), "", "a policy is one YAML document; this begins another");
        return;
      }
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        problems.add(event.getStartMark(), "", "nested more than " + DEEPEST + " levels deep");
        return;
      }
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      node(event);
    }
  }

  private void node(Event event) {
    Mark mark = event.getStartMark();
    if (event instanceof AliasEvent) {
      problems.add(mark, "", "aliases (\"*name\") are not allowed; write the value out");
    } else if (event instanceof NodeEvent node && node.getAnchor() != null) {
      problems.add(mark, "", "anchors (\"&name\") are not allowed; write each value out");
    }
    if (event instanceof CollectionStartEvent collection && collection.getTag() != null) {
      problems.add(mark, "", "tags (\"!name\") are not allowed; leave it out");
    } else if (event instanceof ScalarEvent scalar) {
      if (scalar.getTag() != null) {
        problems.add(mark, "", "tags (\"!name\") are not allowed; leave it out");
      }
      if (!wellFormed(scalar.getValue())) {
        problems.add(mark, "", "NUL and unpaired surrogates are not allowed in a text");
      }
    }
  }

  private static boolean wellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}

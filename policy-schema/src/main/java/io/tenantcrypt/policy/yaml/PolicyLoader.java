package io.tenantcrypt.policy.yaml;

import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TenancyPolicy;
import java.io.Reader;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads policies of version 1. Stateless; safe for use by several threads. Opens nothing: text and
 * variables are the caller's.
 */
public final class PolicyLoader {

  private PolicyLoader() {}

  /**
   * Reads a policy.
   *
   * @param source the name of the file for messages
   * @param text the policy as YAML
   * @param variables gives the value of {@code ${NAME}}, or null where the name is not set
   * @return a policy that is valid in itself; see {@link io.tenantcrypt.policy.Availability} for
   *     what this version does not carry out
   * @throws PolicyException with every problem of the text
   */
  public static Policy load(
      String source, String text, Function<String, @Nullable String> variables) {
    Problems problems = new Problems(source);
    Optional<Node> root = Document.compose(SourceText.check(text, problems), problems);
    if (root.isEmpty()) {
      problems.add(1, 1, "", "the policy is empty");
    }
    problems.throwIfAny();
    return read(new Value(problems, new Variables(variables), "", root.orElseThrow()), problems);
  }

  /**
   * Reads a policy; the reader is read to its end, at most 1,048,576 characters, and not closed.
   *
   * @param source the name of the file for messages
   * @param reader gives the policy as YAML
   * @param variables gives the value of {@code ${NAME}}, or null where the name is not set
   * @return a policy that is valid in itself
   * @throws PolicyException with every problem of the text
   * @throws java.io.UncheckedIOException if the reader fails
   */
  public static Policy load(
      String source, Reader reader, Function<String, @Nullable String> variables) {
    return load(source, SourceText.read(reader), variables);
  }

  private static Policy read(Value root, Problems problems) {
    Section top =
        Section.of(
            root,
            "version",
            "deployment",
            "revision",
            "tenancy",
            "keys",
            "tables",
            "statements",
            "routines",
            "functions",
            "extensions",
            "audit");
    top.require("version").ifPresent(PolicyLoader::version);
    Optional<String> deployment = top.require("deployment").flatMap(Form.DEPLOYMENT::read);
    Optional<Long> revision =
        top.require("revision").flatMap(v -> Read.number(v, 1, Long.MAX_VALUE));
    Optional<TenancyPolicy> tenancy = top.require("tenancy").flatMap(TenancyReader::read);
    KeysReader keys = new KeysReader(top.get("keys"));
    TablesReader tables = new TablesReader(tenancy.map(TenancyPolicy::column));
    top.get("tables").ifPresent(tables::read);
    ExitsReader exits = new ExitsReader(top, tables);
    problems.throwIfAny();
    return new Policy(
        1,
        deployment.orElseThrow(),
        revision.orElseThrow(),
        tenancy.orElseThrow(),
        keys.policy(),
        tables.tables(),
        exits.statements(),
        exits.routines(),
        exits.functions(),
        exits.extensions(),
        exits.audit());
  }

  private static void version(Value value) {
    Optional<Scalar> scalar = value.scalar();
    // No variable: the version says how the rest is to be read, variables included.
    if (scalar.isPresent() && (scalar.get().variable() || !isOne(value, scalar.get()))) {
      value.problem("this loader reads version 1, written \"version: 1\"");
    }
  }

  private static boolean isOne(Value value, Scalar scalar) {
    return value.isNumber() && scalar.text().equals("1");
  }
}

package io.tenantcrypt.policy.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/** The example files, and what the JSON Schema thinks of them. */
final class Examples {

  static final JsonSchema SCHEMA = schema();

  private Examples() {}

  static Stream<Path> of(String folder) {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/policies", folder))) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The problems that the loader finds; empty if it takes the text. No variable is set. */
  static List<PolicyProblem> problems(String name, String text) {
    try {
      PolicyLoader.load(name, text, variable -> null);
      return List.of();
    } catch (PolicyException e) {
      return e.problems();
    }
  }

  /** What the schema finds; empty if it takes the text. */
  static List<String> schemaProblems(String text) {
    return SCHEMA.validate(json(text)).stream().map(Object::toString).toList();
  }

  static JsonNode json(String text) {
    DumperOptions dumper = new DumperOptions();
    LoaderOptions options = new LoaderOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options),
            new Representer(dumper),
            dumper,
            options,
            new CoreResolver());
    Object loaded = yaml.load(text);
    return new ObjectMapper().valueToTree(loaded);
  }

  private static JsonSchema schema() {
    try (InputStream in =
        Examples.class.getResourceAsStream("/io/tenantcrypt/policy/policy-v1.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.tenantcrypt.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loader and the schema use the same patterns, so that they cannot drift apart. */
class SchemaPatternTest {

  private static final Map<Form, String> NAMES =
      Map.ofEntries(
          Map.entry(Form.DEPLOYMENT, "deployment"),
          Map.entry(Form.COLUMN_NAME, "columnName"),
          Map.entry(Form.TABLE_NAME, "tableName"),
          Map.entry(Form.COLUMN_REFERENCE, "columnReference"),
          Map.entry(Form.DOMAIN, "domain"),
          Map.entry(Form.SESSION_VARIABLE, "sessionVariable"),
          Map.entry(Form.KEK, "kek"),
          Map.entry(Form.TIER_KEK, "tierKek"),
          Map.entry(Form.KEK_PATTERN, "kekPattern"),
          Map.entry(Form.DURATION, "duration"),
          Map.entry(Form.TYPE, "type"),
          Map.entry(Form.LABEL, "label"),
          Map.entry(Form.SQL, "sql"),
          Map.entry(Form.NOTE, "note"),
          Map.entry(Form.DATE, "date"),
          Map.entry(Form.EXTENSION, "extension"));

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TIER_NAME")
  void form_ofTheLoader_isThatOfTheSchema(Form form) {
    JsonNode text = Examples.SCHEMA.getSchemaNode().at("/$defs/" + NAMES.get(form) + "/anyOf/0");

    assertThat(text.path("pattern").asText()).isEqualTo("^(?:" + form.regex() + ")$");
    assertThat(text.path("maxLength").asInt()).isEqualTo(form.longest());
  }

  @Test
  void keysOfMappings_haveTheFormsOfTheLoader() {
    JsonNode root = Examples.SCHEMA.getSchemaNode();

    assertThat(root.at("/properties/tables/propertyNames/pattern").asText())
        .isEqualTo("^(?:" + Form.TABLE_NAME.regex() + ")$");
    assertThat(root.at("/properties/routines/propertyNames/pattern").asText())
        .isEqualTo("^(?:" + Form.TABLE_NAME.regex() + ")$");
    assertThat(root.at("/$defs/table/properties/columns/propertyNames/pattern").asText())
        .isEqualTo("^(?:" + Form.COLUMN_NAME.regex() + ")$");
    assertThat(root.at("/properties/keys/properties/tiers/propertyNames/pattern").asText())
        .isEqualTo("^(?:" + Form.TIER_NAME.regex() + ")$");
  }

  @Test
  void schema_isItsOwnIdAndDescribesEveryKey() {
    JsonNode root = Examples.SCHEMA.getSchemaNode();

    assertThat(root.path("$id").asText()).isEqualTo("https://tenantcrypt.io/schema/policy-v1.json");
    assertThat(undescribed(root, "")).isEmpty();
  }

  /** The first key without a description, or nothing. */
  private static String undescribed(JsonNode node, String path) {
    StringBuilder found = new StringBuilder();
    if (node.path("type").isTextual() && node.has("properties")) {
      node.path("properties")
          .properties()
          .forEach(
              p -> {
                if (!p.getValue().has("description") && !p.getValue().has("$ref")) {
                  found.append(path).append('/').append(p.getKey()).append('\n');
                }
              });
    }
    node.properties()
        .forEach(p -> found.append(undescribed(p.getValue(), path + "/" + p.getKey())));
    return found.toString();
  }
}

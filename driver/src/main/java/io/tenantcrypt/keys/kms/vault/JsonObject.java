package io.tenantcrypt.keys.kms.vault;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object as {@link JsonReader} gives it. What is missing or of another type is empty. */
final class JsonObject {

  static final JsonObject EMPTY = new JsonObject(Map.of());

  private final Map<String, Object> members;

  JsonObject(Map<String, Object> members) {
    this.members = members;
  }

  private <T> Optional<T> find(String name, Class<T> type) {
    return Optional.ofNullable(members.get(name)).filter(type::isInstance).map(type::cast);
  }

  /** An object; an empty one if it is missing. */
  JsonObject object(String name) {
    return find(name, JsonObject.class).orElse(EMPTY);
  }

  Optional<String> text(String name) {
    return find(name, JsonText.class).map(JsonText::text);
  }

  /** The bytes that a text encodes in base64; a fresh array. */
  Optional<byte[]> base64(String name) {
    return find(name, JsonText.class).flatMap(JsonText::base64);
  }

  Optional<Long> number(String name) {
    return find(name, Long.class);
  }

  boolean isTrue(String name) {
    return find(name, Boolean.class).orElse(false);
  }

  /** The texts of an array; empty if there is no array. */
  Optional<List<String>> texts(String name) {
    return find(name, List.class)
        .map(
            array ->
                ((List<?>) array)
                    .stream()
                        .filter(JsonText.class::isInstance)
                        .map(each -> ((JsonText) each).text())
                        .toList());
  }
}

package io.tenantcrypt;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A URL of ours taken apart.
 *
 * @param url the real driver's, without any setting of ours
 * @param settings what the URL's parameters say, by full name, in their order
 */
record InnerUrl(String url, Map<String, String> settings) {

  static final String PREFIX = "jdbc:tenantcrypt:";

  private static final Pattern LEFT_OVER =
      Pattern.compile("[?&;]\\s*tenantcrypt\\.", Pattern.CASE_INSENSITIVE);

  static boolean accepts(String url) {
    return url.startsWith(PREFIX) && url.length() > PREFIX.length();
  }

  /**
   * Takes a URL apart. Where a question mark comes first, parameters are divided by {@code &} and
   * percent-encoded; where a semicolon does, by semicolons, and {@code \;} and {@code {…}} keep
   * one.
   *
   * @throws TenantCryptException TC040 if a parameter of ours cannot be read
   */
  static InnerUrl parse(String outer) {
    String url = "jdbc:" + outer.substring(PREFIX.length());
    int question = url.indexOf('?');
    int semicolon = url.indexOf(';');
    boolean query = question >= 0 && (semicolon < 0 || question < semicolon);
    int start = query ? question : semicolon;
    if (start < 0) {
      return new InnerUrl(url, Map.of());
    }
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> theirs = new ArrayList<>();
    for (String part : parts(url.substring(start + 1), query)) {
      if (Setting.ours(part)) {
        take(part, query, settings);
      } else {
        theirs.add(part);
      }
    }
    String rest = String.join(query ? "&" : ";", theirs);
    String inner = url.substring(0, start);
    if (!rest.isEmpty()) {
      inner += url.charAt(start) + rest;
    }
    if (LEFT_OVER.matcher(inner).find()) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "The URL has a tenantcrypt. parameter where none can be read. Write ?a=b&c=d, or ;a=b"
              + " for a database whose URLs are written so.");
    }
    return new InnerUrl(inner, settings);
  }

  private static List<String> parts(String text, boolean query) {
    if (query) {
      return List.of(text.split("&", -1));
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    boolean braced = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{' || c == '}') {
        braced = c == '{';
      } else if (c == ';' && !braced) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static void take(String part, boolean query, Map<String, String> settings) {
    int equals = part.indexOf('=');
    if (equals < 0) {
      throw new TenantCryptException(
          ErrorCode.TC040, part + " (from the URL) has no value. Write " + part + "=…");
    }
    String name = part.substring(0, equals);
    String raw = part.substring(equals + 1);
    String value = query ? decode(name, raw) : unbrace(raw);
    String before = settings.put(name, value);
    if (before != null && !before.equals(value)) {
      throw new TenantCryptException(
          ErrorCode.TC040, name + " stands twice in the URL, with different values.");
    }
  }

  private static String decode(String name, String value) {
    try {
      // A plus stands for itself, as RFC 3986 has it: it is common in paths and passwords.
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          name + " (from the URL) is not percent-encoded as it must be. Write % as %25.");
    }
  }

  private static String unbrace(String value) {
    if (value.length() > 1 && value.startsWith("{") && value.endsWith("}")) {
      return value.substring(1, value.length() - 1);
    }
    return value.replace("\\;", ";");
  }
}

package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README and book say of tests, files and errors is there. */
class BookTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern TEST =
      Pattern.compile("`([A-Z]\\w*[a-z](?:IT|Test))(?:\\.(\\w+))?`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Pattern CORPUS = Pattern.compile("`((?!javax?\\.)[a-z-]+\\.sql)`");

  @Test
  void tests_namedInTheBook_exist() throws IOException {
    Map<String, String> sources = testSources();
    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      Matcher named = TEST.matcher(Files.readString(page));
      while (named.find()) {
        String source = sources.get(named.group(1));
        boolean there =
            source != null
                && (named.group(2) == null
                    || source.contains("void " + named.group(2) + "(")
                    || source.contains("> " + named.group(2) + "("));
        if (!there) {
          missing.add(ROOT.relativize(page) + ": " + named.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void links_withinTheRepository_resolve() throws IOException {
    List<String> broken = new ArrayList<>();
    int checked = 0;
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        String target = link.group(1);
        if (!target.contains(":")) {
          checked++;
          if (!Files.exists(page.resolveSibling(target))) {
            broken.add(ROOT.relativize(page) + ": " + target);
          }
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(checked).isGreaterThan(20);
  }

  @Test
  void corpusFiles_namedInTheBook_exist() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      Matcher named = CORPUS.matcher(Files.readString(page));
      while (named.find()) {
        if (!Files.exists(Path.of("src/test/resources/corpus", named.group(1)))) {
          missing.add(ROOT.relativize(page) + ": " + named.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void errors_allOfThem_areInTheBookWithTheirCodes() throws IOException {
    String page = Files.readString(ROOT.resolve("src/site/markdown/errors.md"));

    assertThat(ErrorCode.values())
        .allSatisfy(
            code ->
                assertThat(page)
                    .contains("| " + code.sqlState() + " | " + code.vendorCode() + " | ")
                    .contains("### " + code.sqlState()));
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    for (String name : List.of("SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      pages.add(ROOT.resolve(name));
    }
    try (Stream<Path> book = Files.walk(ROOT.resolve("src/site/markdown"))) {
      pages.addAll(book.filter(f -> f.toString().endsWith(".md")).sorted().toList());
    }
    return pages;
  }

  /** Every test class of the repository by its simple name. */
  private static Map<String, String> testSources() throws IOException {
    Map<String, String> sources = new LinkedHashMap<>();
    for (String module : List.of("policy-schema", "driver", "cli", "it")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString();
          sources.put(
              name.substring(0, name.length() - 5), Files.readString(file, StandardCharsets.UTF_8));
        }
      }
    }
    return sources;
  }
}

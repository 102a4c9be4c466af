package io.tenantcrypt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On JDK 21 to 23 a virtual thread that waits within a monitor, or for one, keeps its carrier
 * thread from all others. So the driver has no monitors: whoever takes one cannot know what those
 * will do that are called within it.
 */
class MonitorsTest {

  private static final Pattern MONITOR =
      Pattern.compile("\\bsynchronized\\b|\\.wait\\(|\\.notify(All)?\\(");

  private static List<String> monitorsIn(Path sources) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String code = Files.readString(file, StandardCharsets.UTF_8);
        if (MONITOR.matcher(withoutComments(code)).find()) {
          found.add(sources.relativize(file).toString());
        }
      }
    }
    return found;
  }

  private static String withoutComments(String code) {
    return code.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", "");
  }

  @Test
  void driver_hasNoMonitor_soThatNoVirtualThreadPinsItsCarrier() throws IOException {
    assertThat(monitorsIn(Path.of("src/main/java"))).isEmpty();
    assertThat(monitorsIn(Path.of("src/build/java"))).isEmpty();
  }

  @Test
  void check_findsAMonitor(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("A.java"), "class A { synchronized void a() {} }");
    Files.writeString(folder.resolve("B.java"), "class B { void b() { synchronized (this) {} } }");
    Files.writeString(folder.resolve("C.java"), "/** Not synchronized. */ class C {}");
    assertThat(monitorsIn(folder)).containsExactlyInAnyOrder("A.java", "B.java");
  }
}

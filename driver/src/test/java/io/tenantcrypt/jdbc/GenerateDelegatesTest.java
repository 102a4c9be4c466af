package io.tenantcrypt.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generator, run on tables that decide too little or too much. */
@NullUnmarked
class GenerateDelegatesTest {

  private static final Path SOURCE = Path.of("src/build/java/GenerateDelegates.java");

  @TempDir private Path folder;

  private void generate(String instead, String of) throws Exception {
    String source = Files.readString(SOURCE);
    assertThat(source).contains(of);
    Path changed = folder.resolve("GenerateDelegates.java");
    Files.writeString(changed, source.replace(of, instead));
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), changed.toString());
    assertThat(compiled).isZero();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      loader
          .loadClass("GenerateDelegates")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {folder.resolve("out").toString()});
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private long written() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("Delegating")).count();
    }
  }

  @Test
  void table_asItIs_decidesEveryMethodOnce() throws Exception {
    generate("getCatalog|getSchema", "getCatalog|getSchema");
    assertThat(written()).isEqualTo(9);
  }

  @Test
  void method_thatNoRowDecides_failsTheBuild() {
    assertThatThrownBy(() -> generate("getCatalog|getTypeMap", "getCatalog|getSchema|getTypeMap"))
        .hasStackTraceContaining("Connection.getSchema() is decided 0 times");
  }

  @Test
  void method_thatTwoRowsDecide_failsTheBuild() {
    assertThatThrownBy(() -> generate("getCatalog|commit|getSchema", "getCatalog|getSchema"))
        .hasStackTraceContaining("Connection.commit() is decided 2 times");
  }
}

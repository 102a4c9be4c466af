package io.tenantcrypt;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.Availability;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.yaml.PolicyException;
import io.tenantcrypt.policy.yaml.PolicyLoader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the policy that the setting names: a path, {@code file:} or {@code classpath:}. */
final class PolicySource {

  private static final String CLASSPATH = "classpath:";
  private static final String FILE = "file:";

  private PolicySource() {}

  /**
   * Reads and checks a policy.
   *
   * @param variables values of {@code ${NAME}}
   * @throws TenantCryptException TC040 if it is not there, not valid, or asks for what this version
   *     does not have
   */
  static Policy load(String location, Function<String, @Nullable String> variables) {
    Policy policy = parse(location, text(location), variables);
    List<String> missing = Availability.missing(policy);
    if (!missing.isEmpty()) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "The policy "
              + location
              + " asks for what is not available in this version. Take out: "
              + String.join(", ", missing)
              + ".");
    }
    return policy;
  }

  private static Policy parse(
      String location, String text, Function<String, @Nullable String> variables) {
    try {
      return PolicyLoader.load(location, text, variables);
    } catch (PolicyException e) {
      throw new TenantCryptException(
          ErrorCode.TC040, "The policy is not valid. " + e.getMessage(), e);
    }
  }

  private static String text(String location) {
    try {
      if (location.startsWith(CLASSPATH)) {
        return resource(location, location.substring(CLASSPATH.length()));
      }
      return Files.readString(path(location), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  private static Path path(String location) {
    try {
      return location.startsWith(FILE) ? ofFile(location) : Path.of(location);
    } catch (IllegalArgumentException e) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "tenantcrypt.policy is no path and no file: or classpath: location. Correct it.",
          e);
    }
  }

  /** A URI if it is one; else what stands behind {@code file:} as it is, spaces and all. */
  private static Path ofFile(String location) {
    try {
      return Path.of(new URI(location));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Path.of(location.substring(FILE.length()));
    }
  }

  private static String resource(String location, String name) throws IOException {
    String absolute = name.startsWith("/") ? name.substring(1) : name;
    List<@Nullable ClassLoader> loaders =
        Stream.of(
                Thread.currentThread().getContextClassLoader(), PolicySource.class.getClassLoader())
            .toList();
    for (@Nullable ClassLoader loader : loaders) {
      try (@Nullable InputStream in =
          loader == null ? null : loader.getResourceAsStream(absolute)) {
        if (in != null) {
          return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new TenantCryptException(
        ErrorCode.TC040,
        "The policy "
            + location
            + " is not there: no class path entry has "
            + absolute
            + ". Put it into the application's resources, or name a file.");
  }

  private static TenantCryptException unreadable(String location, IOException e) {
    Path looked = path(location).toAbsolutePath().normalize();
    String why = Files.exists(looked) ? "cannot be read" : "is not there";
    return new TenantCryptException(
        ErrorCode.TC040,
        "The policy "
            + location
            + " "
            + why
            + ": looked at "
            + looked
            + ". Correct tenantcrypt.policy: a relative path begins at the process's working"
            + " directory; classpath: looks into the application.",
        e);
  }
}

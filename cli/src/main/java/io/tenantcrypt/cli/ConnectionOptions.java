package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCryptDataSource;
import java.io.Console;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which database, as whom, and under which policy. What an option says wins over the file of {@code
 * --config}, and that over the environment.
 */
final class ConnectionOptions {

  static final String URL = "TENANTCRYPT_URL";
  static final String USER = "TENANTCRYPT_USER";
  static final String PASSWORD = "TENANTCRYPT_PASSWORD";

  private static final String PREFIX = "jdbc:tenantcrypt:";
  private static final String SETTING = "tenantcrypt.";
  private static final List<String> KNOWN = List.of("url", "user", "password-file", "policy");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The application's URL: jdbc:tenantcrypt:…, without a password. Else " + URL + ".")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "Properties: url, user, password-file, policy, and settings such as",
        "tenantcrypt.keyStoreSchema."
      })
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "The database's user. Else " + USER + ".")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The password is this file's first line. Else " + PASSWORD + ".")
  private Optional<Path> passwordFile = Optional.empty();

  @Option(names = "--ask-password", description = "Asks for the password on the terminal.")
  private boolean askPassword;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The policy, instead of the one that the URL names.")
  private Optional<String> policy = Optional.empty();

  /** What {@code --policy} says, else the configuration, else the environment. */
  Optional<String> policy(Streams streams) {
    return policy
        .or(() -> configured(read(), "policy"))
        .or(() -> configured(read(), SETTING + "policy"))
        .or(() -> variable(streams, "TENANTCRYPT_POLICY"));
  }

  /** Whether a database is named. */
  boolean hasUrl(Streams streams) {
    return findUrl(streams, read()).isPresent();
  }

  /**
   * The data source of the application's URL. Opens nothing.
   *
   * @throws UsageException if no URL is named or a file cannot be read
   */
  TenantCryptDataSource dataSource(Streams streams) {
    Properties file = read();
    TenantCryptDataSource source = new TenantCryptDataSource();
    String at =
        findUrl(streams, file)
            .orElseThrow(
                () ->
                    new UsageException(
                        "No database is named. Give --url jdbc:tenantcrypt:…, --config FILE with"
                            + " url=…, or the environment variable "
                            + URL
                            + "."));
    if (!at.startsWith(PREFIX)) {
      throw new UsageException(
          "The URL does not begin with jdbc:tenantcrypt:. Give the one that the application uses:"
              + " the real driver's with tenantcrypt: after jdbc:.");
    }
    source.setUrl(at);
    Properties properties = new Properties();
    for (String name : file.stringPropertyNames()) {
      if (name.startsWith(SETTING)) {
        properties.setProperty(name, file.getProperty(name));
      }
    }
    policy
        .or(() -> configured(file, "policy"))
        .ifPresent(location -> properties.setProperty(SETTING + "policy", location));
    user.or(() -> configured(file, "user"))
        .or(() -> variable(streams, USER))
        .ifPresent(name -> properties.setProperty("user", name));
    password(streams, file).ifPresent(secret -> properties.setProperty("password", secret));
    source.setProperties(properties);
    return source;
  }

  private Optional<String> findUrl(Streams streams, Properties file) {
    return url.or(() -> configured(file, "url")).or(() -> variable(streams, URL));
  }

  private static Optional<String> configured(Properties file, String name) {
    return Optional.ofNullable(file.getProperty(name));
  }

  private static Optional<String> variable(Streams streams, String name) {
    return Optional.ofNullable(streams.environment().get(name)).filter(text -> !text.isEmpty());
  }

  private Properties read() {
    Properties properties = new Properties();
    if (config.isPresent()) {
      try (Reader in = Files.newBufferedReader(config.get(), StandardCharsets.UTF_8)) {
        properties.load(in);
      } catch (IOException | IllegalArgumentException e) {
        throw unreadable("--config", config.get());
      }
    }
    for (String name : properties.stringPropertyNames()) {
      if (!name.startsWith(SETTING) && !KNOWN.contains(name)) {
        throw new UsageException(
            "The file of --config has the unknown name "
                + name
                + ". It may have "
                + KNOWN
                + " and"
                + " names that begin with tenantcrypt.");
      }
    }
    return properties;
  }

  private Optional<String> password(Streams streams, Properties file) {
    if (askPassword) {
      return Optional.of(ask());
    }
    Optional<Path> from = passwordFile.or(() -> configured(file, "password-file").map(Path::of));
    return from.isPresent() ? Optional.of(firstLine(from.get())) : variable(streams, PASSWORD);
  }

  private static String firstLine(Path path) {
    try {
      return Files.readString(path, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw unreadable("--password-file", path);
    }
  }

  private static String ask() {
    Console console = System.console();
    char @Nullable [] typed = console == null ? null : console.readPassword("Password: ");
    if (typed == null) {
      throw new UsageException(
          "There is no terminal to ask for the password on. Use --password-file or "
              + PASSWORD
              + ".");
    }
    return new String(typed);
  }

  private static UsageException unreadable(String option, Path path) {
    String why = Files.exists(path) ? "cannot be read" : "is not there";
    return new UsageException("The file " + path + " of " + option + " " + why + ".");
  }
}

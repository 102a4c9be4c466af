package io.tenantcrypt.cli;

import io.tenantcrypt.policy.Availability;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.yaml.PolicyException;
import io.tenantcrypt.policy.yaml.PolicyLoader;
import io.tenantcrypt.policy.yaml.PolicyProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy file as it was read.
 *
 * @param policy empty if it is not valid
 * @param problems all that is wrong with it
 * @param notAvailable keys that are valid and not available in this version
 */
record PolicyFile(
    Optional<Policy> policy, List<PolicyProblem> problems, List<String> notAvailable) {

  private static final String FILE = "file:";

  /**
   * Reads one.
   *
   * @param location a path, perhaps with {@code file:} before it
   * @throws UsageException if it is not there
   */
  static PolicyFile read(String location, Map<String, String> environment) {
    String text = text(location);
    try {
      Policy policy =
          PolicyLoader.load(
              location,
              text,
              name -> Optional.ofNullable(System.getProperty(name)).orElse(environment.get(name)));
      return new PolicyFile(Optional.of(policy), List.of(), Availability.missing(policy));
    } catch (PolicyException e) {
      return new PolicyFile(Optional.empty(), e.problems(), List.of());
    }
  }

  private static String text(String location) {
    Path path = Path.of(location.startsWith(FILE) ? location.substring(FILE.length()) : location);
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageException(
          "The policy "
              + location
              + (Files.exists(path) ? " cannot be read" : " is not there")
              + ": looked at "
              + path.toAbsolutePath().normalize()
              + ".");
    }
  }

  boolean usable() {
    return policy.isPresent() && notAvailable.isEmpty();
  }
}

package io.tenantcrypt.it;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A real MySQL in a container, where there is an engine of containers and the image can be had. */
final class MysqlServer implements DatabaseServer {

  /** Set where MySQL must be tested: without one its tests fail instead of being left out. */
  private static final String REQUIRED = "TENANTCRYPT_REQUIRE_MYSQL";

  private static final DockerImageName IMAGE = DockerImageName.parse("mysql:8.4");

  private final MySQLContainer container;

  private MysqlServer(MySQLContainer container) {
    this.container = container;
  }

  /**
   * @param world filled, if a server runs
   * @param why none does
   */
  private record Found(Optional<MariaDbWorld> world, String why) {}

  private static final class Holder {
    private static final Found FOUND = find();

    private static Found find() {
      if (!isThereAnEngine()) {
        return none("no container engine");
      }
      try {
        new RemoteDockerImage(IMAGE).get();
      } catch (ContainerFetchException e) {
        return none("the image " + IMAGE + " cannot be had");
      }
      MySQLContainer container =
          new MySQLContainer(IMAGE)
              .withUsername("root")
              .withPassword("it")
              .withUrlParam("allowPublicKeyRetrieval", "true");
      container.start();
      Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "stop-mysql"));
      System.out.println("MySQL for the tests: " + IMAGE + " in a container");
      try {
        return new Found(Optional.of(MariaDbWorld.on(new MysqlServer(container))), "");
      } catch (Exception e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private static Found none(String why) {
      String line = "NOT RUN: MySQL – " + why;
      System.out.println(line);
      return new Found(Optional.empty(), line);
    }

    /** Asked quietly: that there is none is no error here. */
    private static boolean isThereAnEngine() {
      System.setProperty("org.slf4j.simpleLogger.log.org.testcontainers", "off");
      System.setProperty("org.slf4j.simpleLogger.log.com.github.dockerjava", "off");
      return DockerClientFactory.instance().isDockerAvailable();
    }
  }

  /** The one of this JVM, filled; or the test ends, as not run, or failed where it must run. */
  static MariaDbWorld world() {
    Found found = Holder.FOUND;
    if (found.world().isEmpty() && System.getenv(REQUIRED) != null) {
      throw new IllegalStateException(REQUIRED + " requires it. " + found.why());
    }
    Assumptions.assumeTrue(found.world().isPresent(), found.why());
    return found.world().orElseThrow();
  }

  /** MySQL's own; MariaDB's connector is for MariaDB. */
  @Override
  public List<String> schemes() {
    return List.of("mysql");
  }

  @Override
  public String url(String scheme, String database) {
    return "jdbc:"
        + scheme
        + "://"
        + container.getHost()
        + ":"
        + container.getMappedPort(MySQLContainer.MYSQL_PORT)
        + "/"
        + database
        + "?user=root&password=it&allowPublicKeyRetrieval=true";
  }
}

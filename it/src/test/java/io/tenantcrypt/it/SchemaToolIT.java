package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.cfg.Configuration;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Hibernate's schema tool, {@code ddl-auto}, beside the same on a plain database. */
class SchemaToolIT {

  enum Sex {
    F,
    M
  }

  enum Rank {
    LOW,
    HIGH
  }

  @Entity(name = "Member")
  @Table(
      name = "member",
      indexes = @Index(name = "member_city", columnList = "tenant_id, city"),
      uniqueConstraints = @UniqueConstraint(name = "member_badge", columnNames = "badge"))
  @NullUnmarked
  static class Member {
    @Id @GeneratedValue Long id;

    @Column(name = "tenant_id", length = 63, nullable = false, updatable = false)
    String tenant;

    @Column(length = 120, nullable = false, comment = "as in the passport")
    String name;

    // By itself it would be char(1), which the policy's enum is not.
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(length = 1)
    Sex sex;

    LocalDate born;

    @Column(precision = 10, scale = 2)
    BigDecimal income;

    @Column(length = 400)
    String remark;

    UUID number;
    Boolean active;
    Instant seen;

    // Not protected.
    @Column(length = 40)
    String city;

    @Column(length = 20)
    String badge;

    @Enumerated Rank rank;
  }

  @Entity(name = "Member")
  @Table(name = "member")
  @NullUnmarked
  static class LaterMember {
    @Id @GeneratedValue Long id;

    @Column(name = "tenant_id", length = 63, nullable = false, updatable = false)
    String tenant;

    @Column(length = 254)
    String email;

    Integer level;
  }

  @Entity(name = "Letter")
  @Table(name = "letter")
  @NullUnmarked
  static class Letter {
    @Id @GeneratedValue Long id;

    @Column(name = "tenant_id", length = 63, nullable = false, updatable = false)
    String tenant;

    @ManyToOne Member member;

    @Column(columnDefinition = "text")
    String body;
  }

  private static String url(String plainUrl) {
    return World.shared().url(plainUrl, "policy-migrations.yaml", "schema-tool");
  }

  private static void run(String url, String action, Class<?>... entities) {
    Configuration configuration =
        new Configuration()
            .setProperty("hibernate.connection.url", url)
            .setProperty("hibernate.hbm2ddl.auto", action)
            .setProperty("hibernate.hbm2ddl.halt_on_error", "true");
    List.of(entities).forEach(configuration::addAnnotatedClass);
    configuration.buildSessionFactory().close();
  }

  @Test
  void create_thenValidate_leavesWhatItLeavesOnAPlainDatabase() throws Exception {
    String twin = World.shared().freshUrl("ddl_create_twin");
    String plain = World.shared().freshUrl("ddl_create");

    run(twin, "create", Member.class, Letter.class);
    run(url(plain), "create", Member.class, Letter.class);
    run(url(plain), "validate", Member.class, Letter.class);

    assertThat(Described.of(url(plain))).isEqualTo(Described.of(twin));
    assertThat(Described.of(plain)).anyMatch(l -> l.contains("=name") && l.contains("=bytea"));
  }

  @Test
  void create_whereTheTablesAreThereAlready_makesThemAnew() throws Exception {
    String plain = World.shared().freshUrl("ddl_again");
    run(url(plain), "create", Member.class, Letter.class);
    List<String> before = Described.of(url(plain));

    run(url(plain), "create", Member.class, Letter.class);

    assertThat(Described.of(url(plain))).isEqualTo(before);
  }

  @Test
  void update_addsColumnsAndTables_asOnAPlainDatabase() throws Exception {
    String twin = World.shared().freshUrl("ddl_update_twin");
    String plain = World.shared().freshUrl("ddl_update");
    for (String url : List.of(twin, url(plain))) {
      run(url, "update", Member.class);
      run(url, "update", LaterMember.class);
      run(url, "update", Member.class, Letter.class);
    }

    assertThat(Described.of(url(plain))).isEqualTo(Described.of(twin));
    assertThat(Described.of(plain)).anyMatch(l -> l.contains("=email") && l.contains("=bytea"));
  }

  @Test
  void createDrop_leavesNothing() throws Exception {
    String twin = World.shared().freshUrl("ddl_drop_twin");
    String plain = World.shared().freshUrl("ddl_drop");

    run(twin, "create-drop", Member.class, Letter.class);
    run(url(plain), "create-drop", Member.class, Letter.class);

    assertThat(Described.of(url(plain))).isEqualTo(Described.of(twin));
  }
}

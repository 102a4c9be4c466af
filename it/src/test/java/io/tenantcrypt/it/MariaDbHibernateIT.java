package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.cfg.Configuration;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Hibernate on MariaDB: tables of its own making, and each step beside the plain twin's. */
class MariaDbHibernateIT {

  private static final String NAME = "hibernate_own";

  enum Sex {
    F,
    M
  }

  @Entity(name = "Member")
  @Table(name = "member")
  @NullUnmarked
  static class Member {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version Integer version;

    // The database fills it with the tenant where Hibernate does not name it.
    @Column(
        name = "tenant_id",
        insertable = false,
        updatable = false,
        columnDefinition =
            "varchar(63) character set ascii collate ascii_bin default 'acme' not null")
    String tenant;

    @Column(length = 120, nullable = false, comment = "as in the passport")
    String name;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(length = 1)
    Sex sex;

    LocalDate born;

    @Column(precision = 10, scale = 2)
    BigDecimal income;

    @Column(length = 400)
    String remark;

    @Column(length = 254)
    String email;

    UUID number;
    Boolean active;
    LocalDateTime seen;

    @Column(length = 40)
    String city;

    String shown() {
      return String.join(
          "/",
          id + "",
          version + "",
          name,
          sex + "",
          born + "",
          income + "",
          remark,
          number + "",
          active + "",
          seen + "",
          city);
    }
  }

  @Entity(name = "Letter")
  @Table(name = "letter")
  @NullUnmarked
  static class Letter {
    @Id @GeneratedValue Long id;

    @Column(
        name = "tenant_id",
        insertable = false,
        updatable = false,
        columnDefinition =
            "varchar(63) character set ascii collate ascii_bin default 'acme' not null")
    String tenant;

    @ManyToOne Member member;

    @Column(columnDefinition = "text")
    String body;
  }

  private static SessionFactory factory(String url, String action) {
    return new Configuration()
        .setProperty("hibernate.connection.url", url)
        .setProperty("hibernate.hbm2ddl.auto", action)
        .setProperty("hibernate.hbm2ddl.halt_on_error", "true")
        .addAnnotatedClass(Member.class)
        .addAnnotatedClass(Letter.class)
        .buildSessionFactory();
  }

  @Test
  void eachStep_onTablesOfItsOwn_readsWhatThePlainTwinReads() throws Exception {
    // With MySQL Connector/J a plain Hibernate does not start on MariaDB.
    MariaDbTwins databases = MariaDbTwins.fresh("mariadb", NAME);
    List<String> expected = new ArrayList<>();
    try (SessionFactory twin = factory(databases.twin(), "create")) {
      run(twin, expected);
    }
    List<String> read = new ArrayList<>();
    AsTenant.run(
        World.ACME,
        () -> {
          try (SessionFactory sealed = factory(databases.sealed(), "create")) {
            run(sealed, read);
          }
          factory(databases.sealed(), "validate").close();
          factory(databases.sealed(), "update").close();
        });

    assertThat(read).isEqualTo(expected).hasSizeGreaterThan(8);
    assertThat(MariaDbRaw.marks(databases.plain(), NAME)).isEmpty();
    for (String mark : Rows.MARKS) {
      assertThat(Recording.of(NAME).events()).noneMatch(e -> e.holds(mark));
    }
  }

  private static void run(SessionFactory factory, List<String> read) {
    List<Function<Session, Object>> steps =
        List.of(
            s -> persist(s, "Ann S3CRET", "Bern") + persist(s, "Βάσω S3CRET", "Athens"),
            s -> shown(s.createQuery("from Member order by id", Member.class).list()),
            s -> shown(s.createQuery("from Member where city = 'Bern'", Member.class).list()),
            s -> {
              s.find(Member.class, 1L).remark = "changed S3CRET 🙂";
              return "changed";
            },
            s -> s.find(Member.class, 1L).shown(),
            s -> {
              Letter letter = new Letter();
              letter.member = s.find(Member.class, 2L);
              letter.body = "long S3CRET ".repeat(300);
              s.persist(letter);
              return letter.body.length();
            },
            s ->
                s
                    .createQuery(
                        "select l.body, m.name from Letter l join l.member m where m.city like 'A%'",
                        Object[].class)
                    .list()
                    .stream()
                    .map(List::of)
                    .toList(),
            s ->
                s
                    .createQuery(
                        "select m.city, count(m) from Member m group by m.city order by m.city",
                        Object[].class)
                    .setMaxResults(1)
                    .list()
                    .stream()
                    .map(List::of)
                    .toList(),
            s ->
                s.createMutationQuery("update Member set remark = :r where city = :c")
                    .setParameter("r", "bulk S3CRET")
                    .setParameter("c", "Bern")
                    .executeUpdate(),
            s -> s.createMutationQuery("delete from Letter where id > 0").executeUpdate(),
            s -> {
              s.remove(s.find(Member.class, 2L));
              return "removed";
            },
            s -> shown(s.createQuery("from Member order by id", Member.class).list()));
    for (Function<Session, Object> step : steps) {
      read.add(String.valueOf(factory.fromTransaction(step)));
    }
  }

  private static String persist(Session session, String name, String city) {
    Member member = new Member();
    member.name = name;
    member.sex = Sex.F;
    member.born = LocalDate.of(1907, 2, 3);
    member.income = new BigDecimal("1234.50");
    member.remark = "remark of " + name;
    member.number = new UUID(7, name.length());
    member.active = name.startsWith("A");
    member.seen = LocalDateTime.of(2001, 2, 3, 4, 5, 6, 789_000);
    member.city = city;
    session.persist(member);
    return "persisted " + member.id;
  }

  private static List<String> shown(List<Member> members) {
    return members.stream().map(Member::shown).toList();
  }
}

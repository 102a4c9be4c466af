package io.tenantcrypt.it.frameworks.mybatis;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.it.frameworks.Application;
import io.tenantcrypt.it.frameworks.Pool;
import io.tenantcrypt.it.frameworks.Steps;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** The application on MyBatis; each statement carries the tenant's predicate. */
public final class MyBatisApplication implements Application {

  private static final Path XML = Path.of("src/test/resources/frameworks/XmlMapper.xml");
  private static final String TENANT = "acme";

  private final HikariDataSource pool;
  private final SqlSessionFactory factory;
  private final Steps<SqlSession> steps = new Steps<>();

  private MyBatisApplication(HikariDataSource pool, SqlSessionFactory factory) {
    this.pool = pool;
    this.factory = factory;
    annotated(steps);
    xml(steps);
  }

  /** Starts it. */
  public static Application start(String url) throws Exception {
    HikariDataSource pool = Pool.of(url);
    Configuration configuration =
        new Configuration(new Environment("it", new JdbcTransactionFactory(), pool));
    configuration.setMapUnderscoreToCamelCase(true);
    configuration.getTypeHandlerRegistry().register(UUID.class, new UuidHandler());
    configuration.addMapper(AnnotatedMapper.class);
    try (InputStream xml = Files.newInputStream(XML)) {
      new XMLMapperBuilder(xml, configuration, "XmlMapper.xml", configuration.getSqlFragments())
          .parse();
    }
    return new MyBatisApplication(pool, new SqlSessionFactoryBuilder().build(configuration));
  }

  @Override
  public List<String> steps() {
    return steps.names();
  }

  @Override
  public String run(String step, boolean keep) throws Exception {
    ExecutorType type = step.startsWith("a batch") ? ExecutorType.BATCH : ExecutorType.SIMPLE;
    try (SqlSession session = factory.openSession(type, false)) {
      String read = steps.run(step, session);
      if (keep) {
        session.commit(true);
      } else {
        session.rollback(true);
      }
      return read;
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private static AnnotatedMapper mapper(SqlSession session) {
    return session.getMapper(AnnotatedMapper.class);
  }

  private static void annotated(Steps<SqlSession> steps) {
    steps.add("find", s -> mapper(s).find(TENANT, 3));
    steps.add("find nobody", s -> mapper(s).find(TENANT, 99));
    steps.add("maps in an order", s -> mapper(s).maps(TENANT, "city, id DESC"));
    steps.add(
        "generated keys",
        s -> {
          VisitRow visit =
              new VisitRow(1, LocalDate.of(2026, 4, 1), "S3CRET mapped", new BigDecimal("1907.70"));
          return mapper(s).insert(visit) + " " + visit.getId() + " " + visit;
        });
    steps.add(
        "a key fetched before",
        s -> {
          Map<String, Object> tag = new HashMap<>(Map.of("label", "keyed"));
          return mapper(s).insertTag(tag) + " " + tag.get("id");
        });
    steps.add("update", s -> mapper(s).update(TENANT, 2, "S3CRET noted", "Sion"));
    steps.add("update to null", s -> mapper(s).update(TENANT, 3, null, null));
    steps.add("delete", s -> mapper(s).delete(TENANT, "label 4"));
    steps.add("upsert", s -> mapper(s).upsert(TENANT, 1, "upserted"));
    steps.add(
        "stream",
        s -> {
          List<String> read = new ArrayList<>();
          try (Cursor<VisitRow> cursor = mapper(s).stream(TENANT)) {
            cursor.forEach(visit -> read.add(visit.toString()));
          }
          return read;
        });
    steps.add("aggregates", s -> mapper(s).rooms(TENANT));
    steps.add("a CTE with a window", s -> mapper(s).latest(TENANT));
    steps.add("skip locked rows", s -> mapper(s).take(TENANT, 2));
    steps.add(
        "dates",
        s -> mapper(s).between(TENANT, LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 4)));
    steps.add(
        "a batch of inserts and updates",
        s -> {
          for (int i = 0; i < 4; i++) {
            mapper(s).upsert(TENANT, 200 + i, "batched " + i);
          }
          mapper(s).update(TENANT, 4, "S3CRET batched", "Brig");
          mapper(s).update(TENANT, 5, "S3CRET batched too", "Brig");
          return s.flushStatements().stream()
              .map(r -> java.util.Arrays.toString(r.getUpdateCounts()));
        });
  }

  private static Map<String, Object> search(Object... pairs) {
    Map<String, Object> given = new HashMap<>();
    given.put("tenant", TENANT);
    given.put("city", null);
    given.put("ids", null);
    given.put("status", null);
    given.put("limit", 10);
    given.put("offset", 0);
    for (int i = 0; i < pairs.length; i += 2) {
      given.put((String) pairs[i], pairs[i + 1]);
    }
    return given;
  }

  private static void xml(Steps<SqlSession> steps) {
    Map<String, Object> all = Map.of("tenant", TENANT);
    steps.add("XML: search for nothing", s -> s.selectList("xml.search", search()));
    steps.add(
        "XML: search for all",
        s ->
            s.selectList(
                "xml.search",
                search("city", "A", "ids", List.of(1, 2, 4), "status", "OPEN", "limit", 2)));
    steps.add("XML: a page", s -> s.selectList("xml.search", search("limit", 2, "offset", 2)));
    steps.add("XML: nested results", s -> s.selectList("xml.withVisits", all));
    steps.add("XML: nested selects", s -> s.selectList("xml.visitsWithPatient", all));
    steps.add(
        "XML: several rows",
        s -> s.insert("xml.insertAll", List.of(new PatientRow(301), new PatientRow(302))));
    steps.add(
        "XML: patch",
        s ->
            s.update(
                "xml.patch",
                Map.of("tenant", TENANT, "id", 301, "note", "S3CRET patch", "city", "")));
    steps.add(
        "XML: delete a list",
        s -> s.delete("xml.deleteAll", Map.of("tenant", TENANT, "ids", List.of(201, 202))));
    steps.add("XML: union", s -> s.selectList("xml.union", all));
    steps.add(
        "XML: exists", s -> s.selectOne("xml.exists", Map.of("tenant", TENANT, "room", "R1")));
    steps.add("XML: cases", s -> s.selectList("xml.cases", all));
  }
}

package io.tenantcrypt.it.frameworks.jooq;

import static io.tenantcrypt.it.frameworks.jooq.Names.*;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.upper;
import static org.jooq.impl.DSL.val;

import io.tenantcrypt.it.frameworks.Application;
import io.tenantcrypt.it.frameworks.JdbcApplication;
import io.tenantcrypt.it.frameworks.Pool;
import io.tenantcrypt.it.frameworks.Steps;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;

/** The applications on jOOQ; each statement carries the tenant's predicate. */
public final class JooqApplications {

  static {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  private JooqApplications() {}

  /** Values are bound. */
  public static Application binding(String url) {
    return start(url, new Settings());
  }

  /** Values are written into the text, as jOOQ does on request. */
  public static Application inlining(String url) {
    return start(url, new Settings().withStatementType(StatementType.STATIC_STATEMENT));
  }

  private static Application start(String url, Settings settings) {
    Steps<DSLContext> steps = new Steps<>();
    reads(steps);
    predicates(steps);
    writes(steps);
    upserts(steps);
    return new JdbcApplication<>(
        Pool.of(url), connection -> DSL.using(connection, SQLDialect.POSTGRES, settings), steps);
  }

  private static List<String> lines(Result<? extends Record> rows) {
    List<String> lines = new ArrayList<>();
    for (Record row : rows) {
      List<String> values = new ArrayList<>();
      for (Object value : row.intoList()) {
        values.add(
            value instanceof OffsetDateTime moment
                ? moment.toInstant().toString()
                : value instanceof Object[] array ? List.of(array).toString() : value + "");
      }
      lines.add(values.toString());
    }
    return lines;
  }

  private static void reads(Steps<DSLContext> steps) {
    steps.add(
        "select all of one",
        db ->
            lines(
                db.select(
                        P_ID,
                        P_NAME,
                        P_SSN,
                        P_DOB,
                        P_NOTE,
                        P_WEIGHT,
                        P_DEVICE,
                        P_SEEN,
                        P_EXTERNAL,
                        P_REGISTERED,
                        P_WAKES)
                    .from(PATIENT)
                    .where(OF_PATIENT.and(P_ID.eq(3L)))
                    .fetch()));
    steps.add(
        "select star",
        db -> db.selectFrom(PATIENT).where(OF_PATIENT.and(P_ID.eq(2L))).fetchOne(P_NAME));
    steps.add(
        "joins",
        db ->
            lines(
                db.select(V_ID, V_FINDING, V_FEE, P_NAME)
                    .from(VISIT)
                    .join(PATIENT)
                    .on(P_ID.eq(V_PATIENT).and(P_TENANT.eq(V_TENANT)))
                    .where(OF_VISIT)
                    .orderBy(V_ID)
                    .fetch()));
    steps.add(
        "left join with using and aliases",
        db -> {
          var p = PATIENT.as("p");
          var v = VISIT.as("v");
          return lines(
              db.select(DSL.field(name("p", "id")), DSL.field(name("v", "room")))
                  .from(p)
                  .leftJoin(v)
                  .on(
                      DSL.field(name("v", "patient_id"), Long.class)
                          .eq(DSL.field(name("p", "id"), Long.class)))
                  .and(DSL.field(name("v", "tenant_id"), String.class).eq("acme"))
                  .where(DSL.field(name("p", "tenant_id"), String.class).eq("acme"))
                  .orderBy(1, 2)
                  .fetch());
        });
    steps.add(
        "a page",
        db ->
            lines(
                db.select(P_ID, P_NAME)
                    .from(PATIENT)
                    .where(OF_PATIENT)
                    .orderBy(P_ID)
                    .limit(2)
                    .offset(2)
                    .fetch()));
    steps.add(
        "a page by seeking",
        db ->
            lines(
                db.select(P_ID, P_CITY)
                    .from(PATIENT)
                    .where(OF_PATIENT)
                    .orderBy(P_CITY, P_ID)
                    .seek("Athens", 4L)
                    .limit(2)
                    .fetch()));
    steps.add(
        "with ties",
        db ->
            lines(
                db.select(P_CITY, P_ID)
                    .from(PATIENT)
                    .where(OF_PATIENT.and(P_ID.le(6L)))
                    .orderBy(P_CITY)
                    .limit(1)
                    .withTies()
                    .fetch()
                    .sortAsc(P_ID)));
    steps.add(
        "aggregates",
        db ->
            lines(
                db.select(
                        V_ROOM,
                        count(),
                        count(V_FINDING),
                        countDistinct(V_PATIENT),
                        sum(V_MINUTES),
                        avg(V_MINUTES),
                        max(V_DAY))
                    .from(VISIT)
                    .where(OF_VISIT)
                    .groupBy(V_ROOM)
                    .having(count().gt(1))
                    .orderBy(V_ROOM.desc().nullsLast())
                    .fetch()));
    steps.add(
        "grouping sets",
        db ->
            lines(
                db.select(V_ROOM, count())
                    .from(VISIT)
                    .where(OF_VISIT)
                    .groupBy(DSL.rollup(V_ROOM))
                    .orderBy(V_ROOM.asc().nullsFirst(), count())
                    .fetch()));
    steps.add(
        "filter and string_agg",
        db ->
            lines(
                db.select(
                        count().filterWhere(V_MINUTES.gt(30)),
                        DSL.listAgg(V_ROOM, ",").withinGroupOrderBy(V_ID))
                    .from(VISIT)
                    .where(OF_VISIT)
                    .fetch()));
    steps.add(
        "windows",
        db ->
            lines(
                db.select(
                        V_ID,
                        rowNumber().over().partitionBy(V_ROOM).orderBy(V_ID),
                        sum(V_MINUTES)
                            .over()
                            .orderBy(V_ID)
                            .rowsBetweenUnboundedPreceding()
                            .andCurrentRow(),
                        DSL.lag(V_DAY).over().orderBy(V_ID))
                    .from(VISIT)
                    .where(OF_VISIT)
                    .orderBy(V_ID)
                    .fetch()));
    steps.add(
        "a CTE",
        db -> {
          var busy =
              name("busy")
                  .fields("pid", "n")
                  .as(select(V_PATIENT, count()).from(VISIT).where(OF_VISIT).groupBy(V_PATIENT));
          return lines(
              db.with(busy)
                  .select(P_ID, P_NAME, busy.field("n"))
                  .from(PATIENT)
                  .join(busy)
                  .on(busy.field("pid", Long.class).eq(P_ID))
                  .where(OF_PATIENT)
                  .orderBy(P_ID)
                  .fetch());
        });
    steps.add(
        "set operations",
        db ->
            lines(
                db.select(P_ID, P_CITY)
                    .from(PATIENT)
                    .where(OF_PATIENT.and(P_ID.lt(3L)))
                    .unionAll(select(T_ID, T_LABEL).from(TAG).where(OF_TAG.and(T_ID.lt(3L))))
                    .orderBy(1, 2)
                    .fetch()));
    steps.add(
        "intersect and except",
        db ->
            lines(
                db.select(P_ID)
                    .from(PATIENT)
                    .where(OF_PATIENT)
                    .intersect(select(T_ID).from(TAG).where(OF_TAG))
                    .except(select(V_ID).from(VISIT).where(OF_VISIT.and(V_ID.eq(2L))))
                    .orderBy(1)
                    .fetch()));
    steps.add(
        "a derived table and lateral",
        db -> {
          var last =
              DSL.lateral(
                      select(max(V_DAY).as("d"))
                          .from(VISIT)
                          .where(OF_VISIT.and(V_PATIENT.eq(P_ID))))
                  .as("last");
          return lines(
              db.select(P_ID, last.field("d"))
                  .from(PATIENT, last)
                  .where(OF_PATIENT.and(P_ID.le(6L)))
                  .orderBy(P_ID)
                  .fetch());
        });
    steps.add(
        "nested collections of plain columns",
        db ->
            lines(
                db.select(
                        P_ID,
                        DSL.multiset(
                            select(V_ID, V_ROOM)
                                .from(VISIT)
                                .where(OF_VISIT.and(V_PATIENT.eq(P_ID)))
                                .orderBy(V_ID)))
                    .from(PATIENT)
                    .where(OF_PATIENT.and(P_ID.le(4L)))
                    .orderBy(P_ID)
                    .fetch()));
    steps.add(
        "fetch lazily",
        db -> {
          List<String> read = new ArrayList<>();
          try (Cursor<?> cursor =
              db.select(V_ID, V_FINDING)
                  .from(VISIT)
                  .where(OF_VISIT)
                  .orderBy(V_ID)
                  .fetchSize(2)
                  .fetchLazy()) {
            for (Record row : cursor) {
              read.add(row.intoList().toString());
            }
          }
          return read;
        });
    steps.add(
        "count",
        db -> db.fetchCount(select(P_ID).from(PATIENT).where(OF_PATIENT.and(P_ID.le(6L)))));
    steps.add("exists", db -> db.fetchExists(select(P_ID).from(PATIENT).where(OF_PATIENT)));
    steps.add(
        "locks",
        db ->
            lines(
                db.select(T_ID, T_LABEL)
                    .from(TAG)
                    .where(OF_TAG)
                    .orderBy(T_ID)
                    .limit(2)
                    .forUpdate()
                    .of(TAG)
                    .skipLocked()
                    .fetch()));
    steps.add(
        "other locks",
        db ->
            List.of(
                db.select(T_ID).from(TAG).where(OF_TAG.and(T_ID.eq(1L))).forShare().fetchOne(T_ID),
                db.select(T_ID)
                    .from(TAG)
                    .where(OF_TAG.and(T_ID.eq(1L)))
                    .forNoKeyUpdate()
                    .noWait()
                    .fetchOne(T_ID),
                db.select(T_ID)
                    .from(TAG)
                    .where(OF_TAG.and(T_ID.eq(1L)))
                    .forKeyShare()
                    .fetchOne(T_ID)));
  }

  private static List<?> ids(DSLContext db, org.jooq.Condition condition) {
    return db.select(P_ID)
        .from(PATIENT)
        .where(OF_PATIENT.and(condition).and(P_ID.le(6L)))
        .orderBy(P_ID)
        .fetch(P_ID);
  }

  private static void predicates(Steps<DSLContext> steps) {
    steps.add("in a list", db -> ids(db, P_ID.in(1L, 2L, 3L, 77L)));
    steps.add("not in, null", db -> ids(db, P_CITY.notIn("Bern").or(P_SSN.isNull())));
    steps.add("like", db -> ids(db, P_CITY.like("A%").and(P_CITY.notLike("%!_%", '!'))));
    steps.add("contains and case", db -> ids(db, P_CITY.containsIgnoreCase("ER")));
    steps.add("between", db -> ids(db, P_VISITS.between(2, 4).and(P_VISITS.ne(3))));
    steps.add(
        "types",
        db ->
            ids(
                db,
                P_EXTERNAL
                    .eq(new UUID(0xABCDL, 1))
                    .or(P_WAKES.eq(LocalTime.of(6, 2)))
                    .or(P_REGISTERED.gt(OffsetDateTime.parse("2026-02-08T00:00:00Z")))));
    steps.add(
        "inlined types",
        db ->
            ids(
                db,
                P_EXTERNAL
                    .eq(inline(new UUID(0xABCDL, 1)))
                    .or(P_WAKES.eq(inline(LocalTime.of(6, 2))))));
    steps.add("rows", db -> ids(db, row(P_ID, P_VISITS).in(List.of(row(1L, 1), row(2L, 2)))));
    steps.add("distinct from", db -> ids(db, P_CITY.isDistinctFrom("Bern")));
    steps.add("any", db -> ids(db, P_ID.eq(DSL.any(1L, 4L))));
    steps.add(
        "booleans", db -> ids(db, DSL.noCondition().or(P_VISITS.gt(4)).andNot(P_CITY.isNull())));
    steps.add(
        "exists in a predicate",
        db ->
            ids(
                db,
                exists(
                    selectOne()
                        .from(VISIT)
                        .where(OF_VISIT.and(V_PATIENT.eq(P_ID)).and(V_MINUTES.gt(60))))));
    steps.add(
        "in a subquery",
        db -> ids(db, P_ID.in(select(V_PATIENT).from(VISIT).where(OF_VISIT.and(V_ROOM.eq("R1"))))));
    steps.add(
        "a scalar subquery",
        db ->
            lines(
                db.select(
                        P_ID,
                        DSL.field(
                            select(count()).from(VISIT).where(OF_VISIT.and(V_PATIENT.eq(P_ID)))))
                    .from(PATIENT)
                    .where(OF_PATIENT.and(P_ID.le(6L)))
                    .orderBy(P_ID)
                    .fetch()));
    steps.add(
        "expressions",
        db ->
            lines(
                db.select(
                        P_ID,
                        case_().when(P_VISITS.gt(3), "often").else_("seldom"),
                        coalesce(P_CITY, val("none")),
                        upper(P_CITY),
                        P_CITY.concat("-").concat(P_STATUS),
                        P_VISITS.plus(1).times(2),
                        P_VISITS.cast(String.class),
                        DSL.year(P_REGISTERED),
                        DSL.nullif(P_CITY, "Bern"),
                        DSL.substring(P_CITY, 1, 2),
                        DSL.greatest(P_VISITS, val(3)))
                    .from(PATIENT)
                    .where(OF_PATIENT.and(P_ID.le(6L)))
                    .orderBy(P_ID)
                    .fetch()));
    steps.add(
        "dates",
        db ->
            lines(
                db.select(
                        V_ID,
                        DSL.localDateAdd(V_DAY, 1),
                        DSL.extract(V_DAY, org.jooq.DatePart.MONTH),
                        DSL.trunc(V_DAY))
                    .from(VISIT)
                    .where(
                        OF_VISIT
                            .and(V_DAY.le(LocalDate.of(2026, 1, 3)))
                            .and(V_DAY.lt(DSL.currentLocalDate())))
                    .orderBy(V_ID)
                    .fetch()));
  }

  private static void writes(Steps<DSLContext> steps) {
    steps.add(
        "insert values with returning",
        db ->
            db.insertInto(VISIT, V_TENANT, V_PATIENT, V_DAY, V_FINDING, V_FEE)
                .values(
                    "acme", 1L, LocalDate.of(2026, 3, 1), "S3CRET jooq", new BigDecimal("1907.00"))
                .returningResult(V_ID, V_FINDING)
                .fetchOne()
                .value2());
    steps.add(
        "insert several rows",
        db ->
            db.insertInto(TAG)
                .columns(T_TENANT, T_ID, T_LABEL)
                .values("acme", 81L, "a")
                .values("acme", 82L, "b")
                .values("acme", 83L, "c")
                .execute());
    steps.add(
        "insert set",
        db ->
            db.insertInto(PATIENT)
                .set(P_TENANT, "acme")
                .set(P_ID, 90L)
                .set(P_NAME, "S3CRET jooq")
                .set(P_DOB, LocalDate.of(1907, 9, 9))
                .set(P_WEIGHT, new BigDecimal("1907.99"))
                .set(P_DEVICE, new UUID(0x1907190719071907L, 90))
                .set(P_SEEN, OffsetDateTime.parse("1907-09-09T01:02:03Z"))
                .set(P_NOTE, (String) null)
                .set(P_STATUS, "OPEN")
                .set(P_EXTERNAL, new UUID(0, 90))
                .set(P_REGISTERED, OffsetDateTime.parse("2026-09-09T01:02:03Z"))
                .set(P_WAKES, LocalTime.of(9, 0))
                .execute());
    steps.add(
        "insert defaults",
        db ->
            db.insertInto(PATIENT)
                .columns(P_TENANT, P_ID, P_NAME, P_STATUS, P_VISITS)
                .values(
                    val("acme"),
                    val(91L),
                    val("S3CRET default"),
                    val("OPEN"),
                    DSL.default_(P_VISITS))
                .execute());
    steps.add(
        "insert select",
        db ->
            db.insertInto(TAG, T_TENANT, T_ID, T_LABEL)
                .select(
                    select(T_TENANT, T_ID.plus(100L), T_LABEL.concat("!"))
                        .from(TAG)
                        .where(OF_TAG.and(T_ID.le(2L))))
                .execute());
    steps.add(
        "JSON and arrays",
        db -> {
          db.insertInto(DOCUMENT, D_TENANT, D_ID, D_BODY, D_SECRET, D_KEYWORDS)
              .values(
                  "acme",
                  1L,
                  JSONB.jsonb("{\"a\": 1}"),
                  "S3CRET json",
                  new String[] {"red", "blue"})
              .execute();
          return lines(
              db.select(D_BODY, D_SECRET, D_KEYWORDS)
                  .from(DOCUMENT)
                  .where(D_TENANT.eq("acme").and(D_KEYWORDS.contains(new String[] {"red"})))
                  .fetch());
        });
    steps.add(
        "JSON functions",
        db ->
            lines(
                db.select(DSL.jsonbValue(D_BODY, "$.a"), DSL.jsonbGetAttributeAsText(D_BODY, "a"))
                    .from(DOCUMENT)
                    .where(D_TENANT.eq("acme"))
                    .fetch()));
    steps.add(
        "update",
        db ->
            db.update(PATIENT)
                .set(P_NOTE, "S3CRET updated")
                .set(P_VISITS, P_VISITS.plus(1))
                .set(P_CITY, coalesce(P_CITY, "none"))
                .where(OF_PATIENT.and(P_ID.in(1L, 2L)))
                .execute());
    steps.add(
        "update with returning",
        db ->
            lines(
                db.update(PATIENT)
                    .set(P_SSN, "S3CRET-R")
                    .where(OF_PATIENT.and(P_ID.eq(4L)))
                    .returningResult(P_ID, P_SSN, P_VISITS)
                    .fetch()));
    steps.add(
        "update rows",
        db ->
            db.update(PATIENT)
                .set(row(P_CITY, P_VISITS), row("Zug", 11))
                .where(OF_PATIENT.and(P_ID.eq(5L)))
                .execute());
    steps.add(
        "update from another table",
        db ->
            db.update(VISIT)
                .set(V_ROOM, P_CITY)
                .from(PATIENT)
                .where(OF_VISIT.and(OF_PATIENT).and(P_ID.eq(V_PATIENT)).and(P_ID.eq(2L)))
                .execute());
    steps.add(
        "delete",
        db ->
            db.deleteFrom(VISIT)
                .where(
                    OF_VISIT
                        .and(V_ID.eq(9L))
                        .and(V_PATIENT.in(select(P_ID).from(PATIENT).where(OF_PATIENT))))
                .execute());
    steps.add(
        "delete with returning",
        db ->
            db.deleteFrom(TAG)
                .where(OF_TAG.and(T_ID.eq(83L)))
                .returningResult(T_LABEL)
                .fetch(T_LABEL));
    steps.add(
        "a batch of one text",
        db ->
            db.batch(db.insertInto(TAG, T_TENANT, T_ID, T_LABEL).values((String) null, null, null))
                .bind("acme", 84L, "d")
                .bind("acme", 85L, "e")
                .execute());
    steps.add(
        "a batch of several texts",
        db ->
            db.batch(
                    db.update(TAG).set(T_LABEL, "f").where(OF_TAG.and(T_ID.eq(84L))),
                    db.deleteFrom(TAG).where(OF_TAG.and(T_ID.eq(85L))))
                .execute());
    steps.add("sequence", db -> db.nextval("payment_seq").signum());
    steps.add(
        "plain SQL",
        db ->
            lines(
                db.fetch(
                    "select id, name from patient where tenant_id = ? and id < ? order by id",
                    "acme",
                    4L)));
  }

  private static void upserts(Steps<DSLContext> steps) {
    steps.add(
        "on conflict do update",
        db ->
            db.insertInto(TAG, T_TENANT, T_ID, T_LABEL)
                .values("acme", 1L, "upserted")
                .onConflict(T_TENANT, T_ID)
                .doUpdate()
                .set(T_LABEL, excluded(T_LABEL))
                .execute());
    steps.add(
        "on conflict of protected columns",
        db ->
            db.insertInto(DOCUMENT, D_TENANT, D_ID, D_SECRET)
                .values("acme", 1L, "S3CRET upserted")
                .onConflict(D_ID)
                .doUpdate()
                .set(D_SECRET, "S3CRET again")
                .where(D_TENANT.eq("acme"))
                .execute());
    steps.add(
        "on conflict do nothing",
        db ->
            db.insertInto(TAG, T_TENANT, T_ID, T_LABEL)
                .values("acme", 1L, "never")
                .onConflictDoNothing()
                .execute());
    steps.add(
        "on duplicate key",
        db ->
            db.insertInto(TAG, T_TENANT, T_ID, T_LABEL)
                .values("acme", 86L, "new")
                .onConflict(T_TENANT, T_ID)
                .doUpdate()
                .setAllToExcluded()
                .execute());
    steps.add(
        "merge",
        db ->
            db.mergeInto(TAG)
                .using(
                    select(val("acme").as("t"), val(2L).as("i"), val("merged").as("l"))
                        .asTable("s"))
                .on(OF_TAG.and(T_ID.eq(DSL.field(name("s", "i"), Long.class))))
                .whenMatchedThenUpdate()
                .set(T_LABEL, DSL.field(name("s", "l"), String.class))
                .whenNotMatchedThenInsert(T_TENANT, T_ID, T_LABEL)
                .values(
                    DSL.field(name("s", "t"), String.class),
                    DSL.field(name("s", "i"), Long.class),
                    DSL.field(name("s", "l"), String.class))
                .execute());
  }
}

package io.tenantcrypt.it.frameworks.jooq;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The schema, as generated code would have it. */
final class Names {

  static final Table<Record> PATIENT = DSL.table(DSL.name("patient"));
  static final Field<String> P_TENANT = field(PATIENT, "tenant_id", String.class);
  static final Field<Long> P_ID = field(PATIENT, "id", Long.class);
  static final Field<String> P_NAME = field(PATIENT, "name", String.class);
  static final Field<String> P_SSN = field(PATIENT, "ssn", String.class);
  static final Field<LocalDate> P_DOB = field(PATIENT, "dob", LocalDate.class);
  static final Field<String> P_NOTE = field(PATIENT, "note", String.class);
  static final Field<BigDecimal> P_WEIGHT = field(PATIENT, "weight", BigDecimal.class);
  static final Field<UUID> P_DEVICE = field(PATIENT, "device", UUID.class);
  static final Field<OffsetDateTime> P_SEEN = field(PATIENT, "seen_at", OffsetDateTime.class);
  static final Field<String> P_CITY = field(PATIENT, "city", String.class);
  static final Field<String> P_STATUS = field(PATIENT, "status", String.class);
  static final Field<Integer> P_VISITS = field(PATIENT, "visits", Integer.class);
  static final Field<UUID> P_EXTERNAL = field(PATIENT, "external_id", UUID.class);
  static final Field<OffsetDateTime> P_REGISTERED =
      field(PATIENT, "registered_at", OffsetDateTime.class);
  static final Field<LocalTime> P_WAKES = field(PATIENT, "wakes_at", LocalTime.class);

  static final Table<Record> VISIT = DSL.table(DSL.name("visit"));
  static final Field<String> V_TENANT = field(VISIT, "tenant_id", String.class);
  static final Field<Long> V_ID = field(VISIT, "id", Long.class);
  static final Field<Long> V_PATIENT = field(VISIT, "patient_id", Long.class);
  static final Field<LocalDate> V_DAY = field(VISIT, "day", LocalDate.class);
  static final Field<String> V_FINDING = field(VISIT, "finding", String.class);
  static final Field<BigDecimal> V_FEE = field(VISIT, "fee", BigDecimal.class);
  static final Field<String> V_ROOM = field(VISIT, "room", String.class);
  static final Field<Integer> V_MINUTES = field(VISIT, "minutes", Integer.class);

  static final Table<Record> TAG = DSL.table(DSL.name("tag"));
  static final Field<String> T_TENANT = field(TAG, "tenant_id", String.class);
  static final Field<Long> T_ID = field(TAG, "id", Long.class);
  static final Field<String> T_LABEL = field(TAG, "label", String.class);

  static final Table<Record> DOCUMENT = DSL.table(DSL.name("document"));
  static final Field<String> D_TENANT = field(DOCUMENT, "tenant_id", String.class);
  static final Field<Long> D_ID = field(DOCUMENT, "id", Long.class);
  static final Field<org.jooq.JSONB> D_BODY =
      DSL.field(DSL.name("document", "body"), SQLDataType.JSONB);
  static final Field<String> D_SECRET = field(DOCUMENT, "secret", String.class);
  static final Field<String[]> D_KEYWORDS =
      DSL.field(DSL.name("document", "keywords"), SQLDataType.VARCHAR.array());

  static final Condition OF_PATIENT = P_TENANT.eq("acme");
  static final Condition OF_VISIT = V_TENANT.eq("acme");
  static final Condition OF_TAG = T_TENANT.eq("acme");

  private Names() {}

  private static <T> Field<T> field(Table<Record> table, String name, Class<T> type) {
    return DSL.field(DSL.name(table.getName(), name), type);
  }
}

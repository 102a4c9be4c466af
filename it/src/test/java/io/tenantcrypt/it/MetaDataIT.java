package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Metadata speaks of every logical type as of a plain column of it. */
class MetaDataIT {

  private static final String TABLE =
      "CREATE TABLE everything (tenant_id varchar(63) NOT NULL, id bigint NOT NULL,"
          + " a_smallint smallint, an_integer integer NOT NULL, a_bigint bigint,"
          + " a_decimal numeric(12, 3), a_real real, a_double double precision,"
          + " a_boolean boolean, a_char char(4), a_varchar varchar(40) NOT NULL, a_text text,"
          + " an_enum varchar(6) CHECK (an_enum IN ('FEMALE', 'MALE', 'OTHER')), a_date date,"
          + " a_time time, a_timestamp timestamp, a_timestamptz timestamptz, a_uuid uuid,"
          + " some_bytes bytea, a_json json, PRIMARY KEY (tenant_id, id))";

  private static String twin;
  private static String url;

  @BeforeAll
  static void create() throws Exception {
    twin = World.shared().freshUrl("metadata_twin");
    url = World.shared().url(World.shared().freshUrl("metadata"), "policy-types.yaml", "metadata");
    for (String each : new String[] {twin, url}) {
      try (Connection connection = DriverManager.getConnection(each);
          Statement statement = connection.createStatement()) {
        statement.execute(TABLE);
      }
    }
  }

  @Test
  void columns_ofEveryLogicalType_areDescribedAsOnAPlainDatabase() throws Exception {
    assertThat(Described.of(url)).isEqualTo(Described.of(twin));
  }
}

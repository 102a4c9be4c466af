package io.tenantcrypt.it.frameworks.mybatis;

import io.tenantcrypt.it.frameworks.jpa.Blood;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the mappers fill through its fields. */
public class PatientRow {

  private Long id;
  private String tenant;
  private String name;
  private String ssn;
  private LocalDate dob;
  private String note;
  private BigDecimal weight;
  private Blood blood;
  private UUID device;
  private OffsetDateTime seenAt;
  private String city;
  private String status;
  private UUID externalId;
  private LocalTime wakesAt;
  private List<VisitRow> visits = new ArrayList<>();

  /** For MyBatis. */
  public PatientRow() {}

  /** A new one; all protected values are marked. */
  public PatientRow(long id) {
    this.id = id;
    this.tenant = "acme";
    this.name = "S3CRET mapped " + id;
    this.ssn = "S3CRET-M";
    this.dob = LocalDate.of(1907, 10, 1);
    this.weight = new BigDecimal("1907.31");
    this.blood = Blood.B;
    this.device = new UUID(0x1907190719071907L, id);
    this.seenAt = OffsetDateTime.parse("1907-10-01T01:02:03Z");
    this.city = "Visp";
    this.status = "OPEN";
    this.externalId = new UUID(0, id);
    this.wakesAt = LocalTime.of(5, 0);
  }

  @Override
  public String toString() {
    return String.join(
        " ",
        tenant + " " + id + " " + name + " " + ssn + " " + dob + " " + note + " " + weight + " "
            + blood,
        device + " " + (seenAt == null ? null : seenAt.toInstant()) + " " + city + " " + status,
        externalId + " " + wakesAt + " " + visits);
  }
}

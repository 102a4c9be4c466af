package io.tenantcrypt.it.frameworks.mybatis;

import java.math.BigDecimal;
import java.time.LocalDate;

/** What the mappers fill through its fields. */
public class VisitRow {

  private Long id;
  private Long patientId;
  private LocalDate day;
  private String finding;
  private BigDecimal fee;
  private PatientRow patient;

  /** For MyBatis. */
  public VisitRow() {}

  /** A new one. */
  public VisitRow(long patientId, LocalDate day, String finding, BigDecimal fee) {
    this.patientId = patientId;
    this.day = day;
    this.finding = finding;
    this.fee = fee;
  }

  public Long getId() {
    return id;
  }

  @Override
  public String toString() {
    return patientId
        + " "
        + day
        + " "
        + finding
        + " "
        + fee
        + (patient == null ? "" : " of " + patient);
  }
}

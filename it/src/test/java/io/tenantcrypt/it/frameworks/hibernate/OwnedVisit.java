package io.tenantcrypt.it.frameworks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.hibernate.annotations.TenantId;

/** Many to one. */
@Entity
@Table(name = "visit")
public class OwnedVisit {

  @TenantId
  @Column(name = "tenant_id")
  private String tenant;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "patient_id")
  private OwnedPatient patient;

  @Column(name = "day")
  private LocalDate day;

  private String finding;

  private Integer minutes;

  protected OwnedVisit() {}

  /** A new one. */
  public OwnedVisit(OwnedPatient patient, LocalDate day, String finding, int minutes) {
    this.patient = patient;
    this.day = day;
    this.finding = finding;
    this.minutes = minutes;
  }

  public OwnedPatient getPatient() {
    return patient;
  }

  @Override
  public String toString() {
    return tenant + " " + id + " " + day + " " + finding + " " + minutes;
  }
}

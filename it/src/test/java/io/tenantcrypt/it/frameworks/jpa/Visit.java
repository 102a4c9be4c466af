package io.tenantcrypt.it.frameworks.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Many to one; its key is the database's identity. */
@Entity
@Table(name = "visit")
public class Visit {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "patient_id")
  private Patient patient;

  @Column(name = "day")
  private LocalDate day;

  private String finding;
  private BigDecimal fee;
  private String room;
  private Integer minutes;

  protected Visit() {}

  /** A new one. */
  public Visit(Patient patient, LocalDate day, String finding, BigDecimal fee, int minutes) {
    this.patient = patient;
    this.day = day;
    this.finding = finding;
    this.fee = fee;
    this.minutes = minutes;
  }

  public Patient getPatient() {
    return patient;
  }

  public Long getId() {
    return id;
  }

  public String getFinding() {
    return finding;
  }

  @Override
  public String toString() {
    return id + " " + day + " " + finding + " " + fee + " " + room + " " + minutes;
  }
}

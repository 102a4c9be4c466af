package io.tenantcrypt.it.demo;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A visit of a patient. Knows nothing of tenants. */
@Entity
@Table(name = "visit")
public class Visit {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "visit")
  @SequenceGenerator(name = "visit", sequenceName = "visit_seq", allocationSize = 50)
  private @Nullable Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "patient_id")
  private Patient patient;

  private LocalDate day;

  @Column(length = 400)
  private @Nullable String finding;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  protected Visit() {}

  /** A new visit. */
  public Visit(Patient patient, LocalDate day, @Nullable String finding) {
    this.patient = patient;
    this.day = day;
    this.finding = finding;
  }

  /** Assigned by the database's sequence; null before. */
  public @Nullable Long id() {
    return id;
  }

  /** Who came. */
  public Patient patient() {
    return patient;
  }

  /** When. */
  public LocalDate day() {
    return day;
  }

  /** What was found. */
  public @Nullable String finding() {
    return finding;
  }
}

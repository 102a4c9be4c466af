package io.tenantcrypt.it.demo;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A patient. Knows nothing of tenants. */
@Entity
@Table(name = "patient")
public class Patient {

  @Id private Long id;

  @Column(length = 120)
  private String name;

  private @Nullable LocalDate dob;

  @Column(length = 11)
  private @Nullable String ssn;

  @Column(length = 400)
  private @Nullable String note;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "country_code")
  private Country country;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  protected Patient() {}

  /** A new patient. */
  public Patient(PatientRow row, Country country) {
    this.id = row.id();
    this.name = row.name();
    this.dob = row.dob();
    this.ssn = row.ssn();
    this.note = row.note();
    this.country = country;
  }

  /** The number on the patient's folder. */
  public Long id() {
    return id;
  }

  /** The whole name. */
  public String name() {
    return name;
  }

  /** The day of birth. */
  public @Nullable LocalDate dob() {
    return dob;
  }

  /** The social security number. */
  public @Nullable String ssn() {
    return ssn;
  }

  /** What the doctor wrote. */
  public @Nullable String note() {
    return note;
  }

  /** Replaces what the doctor wrote. */
  public void changeNote(String text) {
    note = text;
  }

  /** Where the patient comes from. */
  public Country country() {
    return country;
  }
}

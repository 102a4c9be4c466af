package io.tenantcrypt.it.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the application shows of a patient. */
public record PatientCard(
    long id,
    String name,
    @Nullable LocalDate dob,
    @Nullable String ssn,
    @Nullable String note,
    String country) {

  static PatientCard of(Patient patient) {
    return new PatientCard(
        patient.id(),
        patient.name(),
        patient.dob(),
        patient.ssn(),
        patient.note(),
        patient.country().name());
  }
}

package io.tenantcrypt.it.frameworks.jpa;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** One kind. */
@Entity
@Table(name = "doctor")
@DiscriminatorValue("DOCTOR")
public class Doctor extends Staff {

  private String field;

  private String licence;

  protected Doctor() {}

  /** A new one. */
  public Doctor(long id, String name, String ward, String field, String licence) {
    super(id, name, ward);
    this.field = field;
    this.licence = licence;
  }

  @Override
  public String toString() {
    return super.toString() + " " + field + " " + licence;
  }
}

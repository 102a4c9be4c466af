package io.tenantcrypt.it.frameworks.jpa;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** Another kind. */
@Entity
@Table(name = "nurse")
@DiscriminatorValue("NURSE")
public class Nurse extends Staff {

  private String shift;

  protected Nurse() {}

  /** A new one. */
  public Nurse(long id, String name, String ward, String shift) {
    super(id, name, ward);
    this.shift = shift;
  }

  @Override
  public String toString() {
    return super.toString() + " " + shift;
  }
}

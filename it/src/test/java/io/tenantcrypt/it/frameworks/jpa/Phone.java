package io.tenantcrypt.it.frameworks.jpa;

import jakarta.persistence.Embeddable;

/** An element of a collection table. */
@Embeddable
public class Phone {

  private String phone;

  private String kind;

  protected Phone() {}

  /** A new one. */
  public Phone(String phone, String kind) {
    this.phone = phone;
    this.kind = kind;
  }

  @Override
  public String toString() {
    return kind + " " + phone;
  }
}

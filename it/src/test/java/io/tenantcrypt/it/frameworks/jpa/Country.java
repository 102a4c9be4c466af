package io.tenantcrypt.it.frameworks.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Shared by all tenants. */
@Entity
@Table(name = "country")
public class Country {

  @Id private String code;

  private String name;

  protected Country() {}

  @Override
  public String toString() {
    return code + " " + name;
  }
}

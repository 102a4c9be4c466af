package io.tenantcrypt.it.demo;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A country; shared by all tenants. */
@Entity
@Table(name = "country")
public class Country {

  @Id private String code;
  private String name;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  protected Country() {}

  /** The ISO code. */
  public String code() {
    return code;
  }

  /** In the country's own script. */
  public String name() {
    return name;
  }
}

package io.tenantcrypt.it.frameworks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;

/** Nothing protected. */
@Entity
@Table(name = "tag")
public class OwnedTag {

  @TenantId
  @Column(name = "tenant_id")
  private String tenant;

  @Id private Long id;

  private String label;

  protected OwnedTag() {}

  /** A new one. */
  public OwnedTag(long id, String label) {
    this.id = id;
    this.label = label;
  }

  /** Says something else. */
  public void rename(String to) {
    this.label = to;
  }

  @Override
  public String toString() {
    return tenant + " " + id + " " + label;
  }
}

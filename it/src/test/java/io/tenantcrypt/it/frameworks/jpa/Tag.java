package io.tenantcrypt.it.frameworks.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Many-to-many with patients; nothing protected. */
@Entity
@Table(name = "tag")
public class Tag {

  @Id private Long id;

  private String label;

  protected Tag() {}

  /** A new one with a key of the application's. */
  public Tag(long id, String label) {
    this.id = id;
    this.label = label;
  }

  /** Says something else. */
  public void rename(String to) {
    this.label = to;
  }

  @Override
  public String toString() {
    return id + " " + label;
  }
}

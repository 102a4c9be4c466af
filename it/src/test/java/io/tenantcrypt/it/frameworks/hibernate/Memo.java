package io.tenantcrypt.it.frameworks.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A second, smaller view of a document. */
@Entity
@Table(name = "document")
public class Memo {

  @Id private Long id;

  private String secret;

  protected Memo() {}

  /** A new one. */
  public Memo(long id, String secret) {
    this.id = id;
    this.secret = secret;
  }

  @Override
  public String toString() {
    return id + " " + secret;
  }
}

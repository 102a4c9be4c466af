package io.tenantcrypt.it.frameworks.jpa;

import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;

/** Inheritance over joined tables. */
@Entity
@Table(name = "staff")
@Inheritance(strategy = InheritanceType.JOINED)
@DiscriminatorColumn(name = "dtype")
public abstract class Staff {

  @Id private Long id;

  private String name;

  private String ward;

  protected Staff() {}

  protected Staff(long id, String name, String ward) {
    this.id = id;
    this.name = name;
    this.ward = ward;
  }

  /** Works elsewhere. */
  public void move(String to) {
    this.ward = to;
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + id + " " + name + " " + ward;
  }
}

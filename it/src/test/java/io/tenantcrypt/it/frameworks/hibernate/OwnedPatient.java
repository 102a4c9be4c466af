package io.tenantcrypt.it.frameworks.hibernate;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.TenantId;

/** The tenant column is mapped, as Hibernate's discriminator. */
@Entity
@Table(name = "patient")
public class OwnedPatient {

  @TenantId
  @Column(name = "tenant_id")
  private String tenant;

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "patient_seq")
  @SequenceGenerator(name = "patient_seq", sequenceName = "patient_seq", allocationSize = 50)
  private Long id;

  @Version private int version;

  private String name;

  private LocalDate dob;

  private String city;

  private String status = "OPEN";

  @OneToMany(mappedBy = "patient", cascade = CascadeType.ALL, orphanRemoval = true)
  @OrderBy("day, id")
  private List<OwnedVisit> visitList = new ArrayList<>();

  protected OwnedPatient() {}

  /** A new one. */
  public OwnedPatient(String name, LocalDate dob) {
    this.name = name;
    this.dob = dob;
  }

  public List<OwnedVisit> getVisitList() {
    return visitList;
  }

  public void setName(String name) {
    this.name = name;
  }

  public void setCity(String city) {
    this.city = city;
  }

  @Override
  public String toString() {
    return String.join(" ", tenant + "", version + " " + name, dob + " " + city + " " + status);
  }
}

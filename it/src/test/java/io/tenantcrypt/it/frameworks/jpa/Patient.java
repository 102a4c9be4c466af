package io.tenantcrypt.it.frameworks.jpa;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One column of each common type, a version, and every kind of collection. */
@Entity
@Table(name = "patient")
public class Patient {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "patient_seq")
  @SequenceGenerator(name = "patient_seq", sequenceName = "patient_seq", allocationSize = 50)
  private Long id;

  @Version private int version;

  private String name;
  private String ssn;
  private LocalDate dob;
  private String note;
  private BigDecimal weight;

  @Enumerated(EnumType.STRING)
  private Blood blood;

  private UUID device;

  @Column(name = "seen_at")
  private OffsetDateTime seenAt;

  private String city;

  @Enumerated(EnumType.STRING)
  private Status status;

  private int visits;

  @Column(name = "external_id")
  private UUID externalId;

  @Column(name = "registered_at")
  private OffsetDateTime registeredAt;

  @Column(name = "wakes_at")
  private LocalTime wakesAt;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "country_code")
  private Country country;

  @OneToMany(mappedBy = "patient", cascade = CascadeType.ALL, orphanRemoval = true)
  @OrderBy("day, id")
  private List<Visit> visitList = new ArrayList<>();

  @ManyToMany
  @JoinTable(
      name = "patient_tag",
      joinColumns = @JoinColumn(name = "patient_id"),
      inverseJoinColumns = @JoinColumn(name = "tag_id"))
  private Set<Tag> tags = new HashSet<>();

  @ElementCollection
  @CollectionTable(name = "patient_phone", joinColumns = @JoinColumn(name = "patient_id"))
  private List<Phone> phones = new ArrayList<>();

  protected Patient() {}

  /** A new one; all protected values are marked. */
  public Patient(int number, Country country) {
    this.name = "S3CRET new " + number;
    this.ssn = "S3CRET-N" + number;
    this.dob = LocalDate.of(1907, 6, number);
    this.note = "S3CRET new note " + number;
    this.weight = new BigDecimal("1907." + (10 + number));
    this.blood = Blood.A;
    this.device = new UUID(0x1907190719071907L, 100L + number);
    this.seenAt = OffsetDateTime.of(1907, 7, number, 1, 2, 3, 456_789_000, ZoneOffset.UTC);
    this.city = "Chur";
    this.status = Status.OPEN;
    this.externalId = new UUID(0xFFFFL, number);
    this.registeredAt = OffsetDateTime.of(2026, 7, number, 1, 2, 3, 0, ZoneOffset.UTC);
    this.wakesAt = LocalTime.of(7, number);
    this.country = country;
  }

  public Long getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public String getCity() {
    return city;
  }

  public Country getCountry() {
    return country;
  }

  public List<Visit> getVisitList() {
    return visitList;
  }

  public Set<Tag> getTags() {
    return tags;
  }

  public List<Phone> getPhones() {
    return phones;
  }

  public void setNote(String note) {
    this.note = note;
  }

  public void setCity(String city) {
    this.city = city;
  }

  public void setStatus(Status status) {
    this.status = status;
  }

  /** Everything but the keys that the database chose. */
  @Override
  public String toString() {
    return String.join(
        " ",
        version + " " + name,
        ssn + " " + dob + " " + note + " " + weight + " " + blood + " " + device,
        (seenAt == null ? null : seenAt.toInstant()) + " " + city + " " + status + " " + visits,
        externalId + " " + (registeredAt == null ? null : registeredAt.toInstant()),
        wakesAt + "");
  }
}

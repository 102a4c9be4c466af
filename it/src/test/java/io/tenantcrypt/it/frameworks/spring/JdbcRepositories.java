package io.tenantcrypt.it.frameworks.spring;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Transient;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Persistable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.PagingAndSortingRepository;
import org.springframework.data.repository.query.Param;

/** Aggregates of Spring Data JDBC and their repositories. */
final class JdbcRepositories {

  private JdbcRepositories() {}

  /** A part of the aggregate; without a key of its own. */
  @Table("patient_phone")
  record Phone(String phone, String kind) {}

  /** A root with a version, whose key the application chooses. */
  @Table("patient")
  static class Patient implements Persistable<Long> {
    @Id private final Long id;
    @Version private Integer version;
    private String name;
    private String ssn;
    private LocalDate dob;
    private BigDecimal weight;
    private String city;
    private String status;

    @MappedCollection(idColumn = "patient_id")
    private Set<Phone> phones = new HashSet<>();

    @Transient private boolean fresh;

    @PersistenceCreator
    Patient(Long id) {
      this.id = id;
    }

    static Patient fresh(long id) {
      Patient patient = new Patient(id);
      patient.name = "S3CRET root " + id;
      patient.ssn = "S3CRET-D";
      patient.dob = LocalDate.of(1907, 11, 1);
      patient.weight = new BigDecimal("1907.41");
      patient.city = "Arth";
      patient.status = "OPEN";
      patient.phones.add(new Phone("S3CRET-" + id, "home"));
      patient.phones.add(new Phone("S3CRET-" + id, "work"));
      patient.fresh = true;
      return patient;
    }

    void move(String to, String called) {
      this.city = to;
      this.name = called;
    }

    @Override
    public Long getId() {
      return id;
    }

    @Override
    public boolean isNew() {
      return fresh;
    }

    @Override
    public String toString() {
      List<String> numbers = phones.stream().map(Phone::toString).sorted().toList();
      return String.join(
          " ",
          id + " " + version + " " + name + " " + ssn + " " + dob,
          weight + " " + city + " " + status + " " + numbers);
    }
  }

  /** A root whose key the database chooses. */
  @Table("visit")
  record Visit(
      @Id Long id,
      @Column("patient_id") long patient,
      LocalDate day,
      String finding,
      BigDecimal fee,
      String room,
      Integer minutes) {}

  interface Patients
      extends CrudRepository<Patient, Long>, PagingAndSortingRepository<Patient, Long> {
    List<Patient> findByCityOrderById(String city);

    boolean existsByCity(String city);

    Page<Patient> findByIdLessThan(long id, Pageable page);

    @Lock(LockMode.PESSIMISTIC_WRITE)
    Patient findLockedById(long id);
  }

  interface Visits extends CrudRepository<Visit, Long> {
    List<Visit> findByRoomInOrderById(List<String> rooms);

    long countByMinutesBetween(int low, int high);

    @Query("select * from visit where day between :from and :to and id < 10 order by id")
    List<Visit> between(@Param("from") LocalDate from, @Param("to") LocalDate to);

    @Modifying
    @Query("update visit set finding = :finding where id = :id")
    int note(@Param("id") long id, @Param("finding") String finding);

    long deleteByRoom(String room);
  }
}

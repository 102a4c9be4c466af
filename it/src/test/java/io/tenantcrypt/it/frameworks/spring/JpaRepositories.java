package io.tenantcrypt.it.frameworks.spring;

import io.tenantcrypt.it.frameworks.jpa.CardPayment;
import io.tenantcrypt.it.frameworks.jpa.Patient;
import io.tenantcrypt.it.frameworks.jpa.Status;
import io.tenantcrypt.it.frameworks.jpa.Tag;
import io.tenantcrypt.it.frameworks.jpa.Visit;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** The repositories over the JPA entities. */
final class JpaRepositories {

  private JpaRepositories() {}

  /** An interface projection. */
  interface NameOnly {
    String getName();

    String getCity();
  }

  /** A class projection. */
  record Brief(Long id, String name) {}

  interface Patients extends JpaRepository<Patient, Long>, JpaSpecificationExecutor<Patient> {
    List<Patient> findByCityOrderById(String city);

    Page<Patient> findByIdLessThan(long id, Pageable page);

    Slice<Patient> findSliceByStatus(Status status, Pageable page);

    List<Patient> findByCityStartingWithIgnoreCaseAndVisitsGreaterThanEqualOrderById(
        String city, int visits);

    List<Patient> findByIdInOrderById(Collection<Long> ids);

    List<Patient> findBySsnIsNullOrderById();

    Optional<Patient> findFirstByOrderByVisitsDescIdAsc();

    List<NameOnly> findByStatusOrderById(Status status);

    List<Brief> findByVisitsBetweenOrderById(int low, int high);

    boolean existsByCity(String city);

    long countByStatus(Status status);

    Window<Patient> findFirst2ByIdLessThanOrderByIdAsc(long id, ScrollPosition position);

    List<Patient> findByVisitListRoomOrderById(String room);

    @EntityGraph(attributePaths = {"country", "tags"})
    List<Patient> findWithGraphByIdLessThanOrderById(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Patient> findLockedById(long id);

    @Query("select p from Patient p join fetch p.country where p.city = ?1 order by p.id")
    List<Patient> withCountry(String city);

    @Query(
        value = "select * from patient where city = ?1 and id < 7 order by id",
        nativeQuery = true)
    List<Patient> natively(String city);

    @Modifying(clearAutomatically = true, flushAutomatically = true)
    @Query("update Patient p set p.city = ?2, p.note = ?3 where p.id = ?1")
    int relocate(long id, String city, String note);
  }

  interface Visits extends JpaRepository<Visit, Long> {
    Stream<Visit> streamByDayBeforeOrderById(LocalDate day);

    List<Visit> findByPatientCityOrderByIdDesc(String city, Limit limit);

    @Query("select v.room, count(v) from Visit v group by v.room order by v.room")
    List<Object[]> rooms();
  }

  interface Tags extends JpaRepository<Tag, Long> {
    long deleteByLabel(String label);
  }

  interface Cards extends JpaRepository<CardPayment, Long> {}
}

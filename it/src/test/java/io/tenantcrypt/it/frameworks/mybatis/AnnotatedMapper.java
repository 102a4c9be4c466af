package io.tenantcrypt.it.frameworks.mybatis;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectKey;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.cursor.Cursor;

/** SQL in annotations. */
@Mapper
public interface AnnotatedMapper {

  /** One. */
  @Select("SELECT * FROM patient WHERE tenant_id = #{tenant} AND id = #{id}")
  PatientRow find(@Param("tenant") String tenant, @Param("id") long id);

  /** As maps. */
  @Select(
      "SELECT id, name, dob, weight FROM patient WHERE tenant_id = #{tenant} AND id <= 6 ORDER BY"
          + " ${order}")
  List<Map<String, Object>> maps(@Param("tenant") String tenant, @Param("order") String order);

  /** The key comes back from the identity column. */
  @Insert(
      "INSERT INTO visit (tenant_id, patient_id, day, finding, fee) VALUES ('acme', #{patientId},"
          + " #{day}, #{finding}, #{fee})")
  @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
  int insert(VisitRow visit);

  /** The key is fetched before. */
  @Insert("INSERT INTO tag (tenant_id, id, label) VALUES ('acme', #{id}, #{label})")
  @SelectKey(
      statement = "SELECT nextval('payment_seq') + 500",
      keyProperty = "id",
      before = true,
      resultType = Long.class)
  int insertTag(Map<String, Object> tag);

  /** Some columns. */
  @Update(
      "UPDATE patient SET note = #{note}, city = #{city} WHERE tenant_id = #{tenant} AND id = #{id}")
  int update(
      @Param("tenant") String tenant,
      @Param("id") long id,
      @Param("note") String note,
      @Param("city") String city);

  /** By a plain column. */
  @Delete("DELETE FROM tag WHERE tenant_id = #{tenant} AND label = #{label}")
  int delete(@Param("tenant") String tenant, @Param("label") String label);

  /** An upsert. */
  @Insert(
      "INSERT INTO tag (tenant_id, id, label) VALUES (#{tenant}, #{id}, #{label}) ON CONFLICT"
          + " (tenant_id, id) DO UPDATE SET label = EXCLUDED.label")
  int upsert(@Param("tenant") String tenant, @Param("id") long id, @Param("label") String label);

  /** Row by row. */
  @Select("SELECT day, finding, fee FROM visit WHERE tenant_id = #{tenant} ORDER BY id")
  @Options(fetchSize = 2)
  Cursor<VisitRow> stream(@Param("tenant") String tenant);

  /** Aggregates. */
  @Select(
      "SELECT room, count(*) AS n, sum(minutes) AS total, max(day) AS last FROM visit WHERE tenant_id"
          + " = #{tenant} GROUP BY room HAVING count(*) >= 1 ORDER BY room NULLS LAST")
  List<Map<String, Object>> rooms(@Param("tenant") String tenant);

  /** A CTE with a window. */
  @Select(
      "WITH ranked AS (SELECT v.*, row_number() OVER (PARTITION BY v.patient_id ORDER BY v.day DESC)"
          + " AS r FROM visit v WHERE v.tenant_id = #{tenant}) SELECT p.id, p.name, ranked.finding"
          + " FROM ranked JOIN patient p ON p.id = ranked.patient_id AND p.tenant_id ="
          + " ranked.tenant_id WHERE ranked.r = 1 ORDER BY p.id")
  List<Map<String, Object>> latest(@Param("tenant") String tenant);

  /** A queue. */
  @Select(
      "SELECT id FROM tag WHERE tenant_id = #{tenant} ORDER BY id LIMIT #{limit} FOR UPDATE SKIP"
          + " LOCKED")
  List<Long> take(@Param("tenant") String tenant, @Param("limit") int limit);

  /** Types in predicates. */
  @Select(
      "SELECT id FROM visit WHERE tenant_id = #{tenant} AND day BETWEEN #{from} AND #{to}::date ORDER"
          + " BY id")
  List<Long> between(
      @Param("tenant") String tenant, @Param("from") LocalDate from, @Param("to") LocalDate to);
}

package io.tenantcrypt.it.frameworks.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** JSON and an array, as Hibernate's users map them. */
@Entity
@Table(name = "document")
public class Document {

  @Id private Long id;

  @ColumnTransformer(write = "cast(? as jsonb)")
  private String body;

  private String secret;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] keywords;

  protected Document() {}

  /** A new one. */
  public Document(long id, String body, String secret, String... keywords) {
    this.id = id;
    this.body = body;
    this.secret = secret;
    this.keywords = keywords;
  }

  @Override
  public String toString() {
    return id + " " + body + " " + secret + " " + Arrays.toString(keywords);
  }
}

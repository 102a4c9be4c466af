package io.tenantcrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.junit.jupiter.api.Test;

/** What a directory or an application server does with our data sources. */
class UrlDataSourceTest {

  private static final String URL = "jdbc:tenantcrypt:h2:mem:x";

  private static List<UrlDataSource> sources() {
    return List.of(
        new TenantCryptDataSource(),
        new TenantCryptConnectionPoolDataSource(),
        new TenantCryptXADataSource());
  }

  private static void fill(UrlDataSource source) {
    source.setUrl(URL);
    source.setUser("sa");
    source.setPolicy("classpath:policy.yaml");
    source.setTenant("acme");
    source.setAllowUnwrap(true);
    source.setLoginTimeout(7);
    Properties more = new Properties();
    more.setProperty("ApplicationName", "shop");
    source.setProperties(more);
  }

  private static void assertFilled(Object found, UrlDataSource like) {
    assertThat(found).isExactlyInstanceOf(like.getClass());
    UrlDataSource source = (UrlDataSource) found;
    assertThat(source.getUrl()).isEqualTo(URL);
    assertThat(source.getUser()).isEqualTo("sa");
    assertThat(source.getPolicy()).isEqualTo("classpath:policy.yaml");
    assertThat(source.getTenant()).isEqualTo("acme");
    assertThat(source.isAllowUnwrap()).isTrue();
    assertThat(source.getLoginTimeout()).isEqualTo(7);
    assertThat(source.copy()).isEqualTo(like.copy());
  }

  @Test
  void reference_ofADirectory_givesTheSameDataSource() throws Exception {
    for (UrlDataSource source : sources()) {
      fill(source);
      Object found =
          Objects.requireNonNull(
              new TenantCryptDataSourceFactory()
                  .getObjectInstance(source.getReference(), null, null, null));
      assertFilled(found, source);
    }
    Reference foreign = new Reference("java.lang.Object");
    assertThat(new TenantCryptDataSourceFactory().getObjectInstance(foreign, null, null, null))
        .isNull();
  }

  @Test
  void serialForm_givesTheSameDataSource() throws Exception {
    for (UrlDataSource source : sources()) {
      fill(source);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(source);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertFilled(in.readObject(), source);
      }
    }
  }

  @Test
  void dataSource_overAnother_isNotWrittenDown() throws Exception {
    TenantCryptDataSource source = new TenantCryptDataSource();
    source.setDataSource(new TenantCryptDataSource());
    assertThatThrownBy(source::getReference).isInstanceOf(NamingException.class);
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> out.writeObject(source))
          .isInstanceOf(NotSerializableException.class);
    }
    assertThatThrownBy(() -> source.getConnection("sa", "")).hasMessageContaining("no user");
  }
}

package io.tenantcrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLFeatureNotSupportedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** What XML, JNDI and configuration by property names rely on. */
  @Test
  void everySetting_isABeanProperty_ofEachDataSource() throws Exception {
    for (UrlDataSource source : sources()) {
      Map<String, PropertyDescriptor> beans = new HashMap<>();
      for (PropertyDescriptor each :
          Introspector.getBeanInfo(source.getClass()).getPropertyDescriptors()) {
        beans.put(each.getName(), each);
      }
      assertThat(beans).containsKeys("url", "user", "password", "properties", "dataSource");
      for (Setting setting : Setting.values()) {
        PropertyDescriptor bean = beans.get(setting.key());
        assertThat(bean).as(setting.key()).isNotNull();
        Object value = bean.getPropertyType() == boolean.class ? (Object) true : "some value";
        bean.getWriteMethod().invoke(source, value);
        assertThat(source.copy())
            .as(setting.key())
            .containsEntry(setting.fullName(), value.toString());
        if (setting.secret()) {
          assertThat(bean.getReadMethod()).as(setting.key()).isNull();
          continue;
        }
        assertThat(bean.getReadMethod().invoke(source)).as(setting.key()).isEqualTo(value);
        if (value instanceof String) {
          bean.getWriteMethod().invoke(source, (Object) null);
          assertThat(source.copy()).as(setting.key()).doesNotContainKey(setting.fullName());
          assertThat(bean.getReadMethod().invoke(source)).as(setting.key()).isNull();
        }
      }
    }
  }

  @Test
  void whatNoRealDataSourceHas_isRefusedAsJdbcHasIt() {
    for (UrlDataSource source : sources()) {
      assertThatThrownBy(source::createShardingKeyBuilder)
          .isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThatThrownBy(source::getParentLogger)
          .isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThat(source.getLogWriter()).isNull();
      PrintWriter log = new PrintWriter(new StringWriter());
      source.setLogWriter(log);
      assertThat(source.getLogWriter()).isSameAs(log);
    }
    assertThatThrownBy(() -> new TenantCryptDataSource().createConnectionBuilder())
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(
            () -> new TenantCryptConnectionPoolDataSource().createPooledConnectionBuilder())
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(() -> new TenantCryptXADataSource().createXAConnectionBuilder())
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }
}

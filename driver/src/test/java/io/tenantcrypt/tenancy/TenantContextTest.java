package io.tenantcrypt.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;

@NullUnmarked
class TenantContextTest {

  @Test
  void bind_lastsAsLongAsTheScope() {
    assertThat(TenantContext.current()).isNull();
    try (TenantContext.Scope scope = TenantContext.bind("acme")) {
      assertThat(scope).isNotNull();
      assertThat(TenantContext.current()).isEqualTo("acme");
    }
    assertThat(TenantContext.current()).isNull();
  }

  @Test
  void bind_ofTheSameTenantInside_keepsIt() {
    try (TenantContext.Scope outer = TenantContext.bind("acme")) {
      try (TenantContext.Scope inner = TenantContext.bind("acme")) {
        assertThat(inner).isNotSameAs(outer);
      }
      assertThat(TenantContext.current()).isEqualTo("acme");
    }
    assertThat(TenantContext.current()).isNull();
  }

  @Test
  void bind_ofAnotherTenantInside_isRefusedAndChangesNothing() {
    try (TenantContext.Scope outer = TenantContext.bind("acme")) {
      assertThat(outer).isNotNull();
      assertThatThrownBy(() -> TenantContext.bind("globex"))
          .isInstanceOfSatisfying(
              TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC011))
          .hasMessageContaining("globex")
          .hasMessageContaining("acme");
      assertThat(TenantContext.current()).isEqualTo("acme");
    }
  }

  @Test
  void bind_isNotInherited_byAThreadStartedInside() throws Exception {
    AtomicReference<String> seen = new AtomicReference<>("unset");
    try (TenantContext.Scope scope = TenantContext.bind("acme")) {
      assertThat(scope).isNotNull();
      Thread other = new Thread(() -> seen.set(TenantContext.current()));
      other.start();
      other.join();
    }
    assertThat(seen.get()).isNull();
  }

  @Test
  void close_outOfOrder_isRefused() {
    try (TenantContext.Scope outer = TenantContext.bind("acme")) {
      try (TenantContext.Scope inner = TenantContext.bind("acme")) {
        assertThat(inner).isNotNull();
        assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
      }
    }
    assertThat(TenantContext.current()).isNull();
  }

  @Test
  void named_thread_readsTheContext() {
    TenantResolver resolver = TenantResolvers.named("thread");
    try (TenantContext.Scope scope = TenantContext.bind("acme")) {
      assertThat(scope).isNotNull();
      assertThat(resolver.currentTenant()).isEqualTo("acme");
    }
  }

  @Test
  void named_mdc_readsTheKey() throws Exception {
    TenantResolver resolver = TenantResolvers.named("mdc:tenant");
    // The provider on the test's class path keeps nothing; applications bring one that does.
    Field adapter = MDC.class.getDeclaredField("MDC_ADAPTER");
    adapter.setAccessible(true);
    Object before = adapter.get(null);
    adapter.set(null, new BasicMDCAdapter());
    try {
      MDC.put("tenant", "acme");
      assertThat(resolver.currentTenant()).isEqualTo("acme");
      MDC.remove("tenant");
      assertThat(resolver.currentTenant()).isNull();
    } finally {
      adapter.set(null, before);
    }
  }

  /** As an application would write it. */
  public static final class Own implements TenantResolver {
    /** For the driver. */
    public Own() {}

    @Override
    public String currentTenant() {
      return "own";
    }
  }

  @Test
  void named_class_isMade() {
    assertThat(TenantResolvers.named(Own.class.getName()).currentTenant()).isEqualTo("own");
  }

  @Test
  void named_nothingThatThereIs_isRefusedAndSaysWhatThereIs() {
    for (String wrong : new String[] {"mdc:", "no.such.Class", "java.lang.String"}) {
      assertThatThrownBy(() -> TenantResolvers.named(wrong))
          .isInstanceOfSatisfying(
              TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040));
    }
  }
}

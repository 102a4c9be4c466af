package io.tenantcrypt.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class TenantBindingTest {

  private static final TenantId ACME = TenantId.of("acme");
  private static final TenantId GLOBEX = TenantId.of("globex");

  private String resolved;

  private TenantBinding binding(String fixed, BindingDuration duration, boolean bySql) {
    return new TenantBinding(
        Optional.ofNullable(fixed).map(TenantId::of), () -> resolved, duration, bySql);
  }

  private TenantBinding free() {
    return binding(null, BindingDuration.TRANSACTION, true);
  }

  private static void assertRefused(ThrowingCallable call, String... parts) {
    assertThatExceptionOfType(TenantCryptException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TC011))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Test
  void current_withoutAnySource_isNone() {
    assertThat(free().current()).isNull();
  }

  @Test
  void current_ofEachSourceAlone_isItsTenant() {
    assertThat(binding("acme", BindingDuration.TRANSACTION, false).current()).isEqualTo(ACME);
    TenantBinding byInfo = free();
    byInfo.bindClientInfo("acme");
    assertThat(byInfo.current()).isEqualTo(ACME);
    TenantBinding bySql = free();
    bySql.bindBySql("acme");
    assertThat(bySql.current()).isEqualTo(ACME);
    resolved = "acme";
    assertThat(free().current()).isEqualTo(ACME);
  }

  @Test
  void current_whereAllSourcesAgree_isTheTenant() {
    TenantBinding all = binding("acme", BindingDuration.SESSION, true);
    resolved = "acme";
    all.bindClientInfo("acme");
    all.bindBySql("acme");
    assertThat(all.current()).isEqualTo(ACME);
  }

  @Test
  void current_whereSettingAndResolverDisagree_isRefusedNamingBoth() {
    resolved = "globex";
    assertRefused(
        () -> binding("acme", BindingDuration.SESSION, true).current(),
        "the setting tenant names acme",
        "the tenant resolver names globex");
  }

  @Test
  void current_whereResolverAndClientInfoDisagree_isRefusedNamingBoth() {
    TenantBinding stale = free();
    stale.bindClientInfo("acme");
    resolved = "globex";
    assertRefused(
        stale::current, "the tenant resolver names globex", "client info tenantcrypt.tenant names");
  }

  @Test
  void current_whereClientInfoAndSqlDisagree_isRefusedNamingBoth() {
    TenantBinding two = free();
    two.bindClientInfo("acme");
    two.bindBySql("globex");
    assertRefused(
        two::current, "client info tenantcrypt.tenant names acme", "SET tenantcrypt.tenant names");
  }

  @Test
  void current_ofANonCanonicalResolverValue_isRefused() {
    resolved = "ACME corp";
    assertRefused(() -> free().current(), "not canonical");
  }

  @Test
  void current_followsTheResolver_betweenTransactions() {
    TenantBinding session = free();
    resolved = "acme";
    assertThat(session.current()).isEqualTo(ACME);
    session.executed(ACME, false);
    resolved = "globex";
    assertThat(session.current()).isEqualTo(GLOBEX);
  }

  @Test
  void current_ofAnotherTenantInAnOpenTransaction_isRefusedUntilItEnds() {
    TenantBinding session = free();
    resolved = "acme";
    session.executed(session.current(), true);
    resolved = "globex";
    assertRefused(session::current, "has worked for tenant acme");
    session.transactionEnded();
    assertThat(session.current()).isEqualTo(GLOBEX);
  }

  @Test
  void current_withoutATenantInAnOpenTransaction_isNoneAndNotTheEarlier() {
    TenantBinding session = free();
    resolved = "acme";
    session.executed(session.current(), true);
    resolved = null;
    assertThat(session.current()).isNull();
  }

  @Test
  void clientInfo_forTheTransaction_endsWithIt() {
    TenantBinding session = free();
    session.bindClientInfo("acme");
    session.executed(ACME, true);
    assertThat(session.current()).isEqualTo(ACME);
    session.transactionEnded();
    assertThat(session.current()).isNull();
    assertThat(session.clientInfo()).isNull();
  }

  @Test
  void clientInfo_forTheTransaction_endsWithTheNextStatementInAutocommit() {
    TenantBinding session = free();
    session.bindClientInfo("acme");
    session.executed(ACME, false);
    assertThat(session.current()).isNull();
  }

  @Test
  void clientInfo_forTheSession_lastsUntilTheRequestEnds() {
    TenantBinding session = binding(null, BindingDuration.SESSION, false);
    session.bindClientInfo("acme");
    session.executed(ACME, false);
    session.transactionEnded();
    assertThat(session.clientInfo()).isEqualTo("acme");
    session.requestEnded();
    assertThat(session.current()).isNull();
  }

  @Test
  void bindClientInfo_ofAnotherTenantInAnOpenTransaction_isRefused() {
    TenantBinding session = free();
    session.bindClientInfo("acme");
    session.executed(ACME, true);
    assertRefused(() -> session.bindClientInfo("globex"), "acme", "globex");
    assertThat(session.current()).isEqualTo(ACME);
  }

  @Test
  void bindClientInfo_ofNullOrEmpty_unbinds() {
    TenantBinding session = binding(null, BindingDuration.SESSION, false);
    session.bindClientInfo("acme");
    session.bindClientInfo("");
    assertThat(session.current()).isNull();
    session.bindClientInfo("acme");
    session.bindClientInfo(null);
    assertThat(session.current()).isNull();
  }

  @Test
  void bindBySql_whereTheSettingIsOff_isRefused() {
    assertRefused(
        () -> binding(null, BindingDuration.SESSION, false).bindBySql("acme"), "tenantBySql=once");
  }

  @Test
  void bindBySql_twice_isRefusedUnlessEqual() {
    TenantBinding session = free();
    session.bindBySql("acme");
    session.bindBySql("acme");
    assertRefused(() -> session.bindBySql("globex"), "acme", "globex");
    session.requestEnded();
    assertThat(session.current()).isEqualTo(ACME);
  }

  @Test
  void leaves_isTrue_onlyWhereASourceNamesAnother() {
    TenantBinding session = free();
    assertThat(session.leaves(ACME)).isFalse();
    resolved = "acme";
    assertThat(session.leaves(ACME)).isFalse();
    resolved = "globex";
    assertThat(session.leaves(ACME)).isTrue();
  }
}

package io.tenantcrypt.it.kms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.keys.KekInquiry;
import io.tenantcrypt.keys.KekInquiry.Answer;
import io.tenantcrypt.keys.KekInquiry.Fate;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KmsCalls;
import io.tenantcrypt.keys.WrappedBy;
import io.tenantcrypt.keys.kms.KmsProvider;
import io.tenantcrypt.keys.kms.KmsProviders;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.keys.kms.aws.AwsKmsProvider;
import io.tenantcrypt.keys.kms.vault.VaultKmsProvider;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Only a KEK that is really destroyed is taken for one: a certificate rests on it. */
class KekFatesIT {

  private static final TenantId ACME = TenantId.of("acme");
  private static final Answer THERE = new Answer(Fate.THERE, Optional.empty());
  private static final Answer GONE = new Answer(Fate.GONE, Optional.of(ErrorCode.TC034));

  private Optional<KmsProviders> opened = Optional.empty();

  private KekInquiry inquiry(KmsProvider provider, KmsSettings settings) {
    KmsProviders keks = new KmsProviders(List.of(provider), settings);
    opened = Optional.of(keks);
    KmsCalls calls = new KmsCalls(keks, Duration.ofSeconds(5), call -> {}, System::nanoTime);
    return new KekInquiry(calls, "deployment");
  }

  @AfterEach
  void close() throws Exception {
    opened.ifPresent(KmsProviders::close);
    Moto.shared().proxy().none();
  }

  private static Answer notTold(ErrorCode code) {
    return new Answer(Fate.NOT_TOLD, Optional.of(code));
  }

  @Test
  void keyOfVault_thatIsDeleted_isGone_andOneOfAMountThatWasMoved_isNot() throws Exception {
    OpenBao bao = OpenBao.shared();
    bao.proxy().none();
    KekInquiry inquiry = inquiry(new VaultKmsProvider(), OpenBao.withToken(bao.root()));
    bao.require("POST", "sys/mounts/fates", "{\"type\":\"transit\"}");
    bao.require("POST", "fates/keys/one", "{\"derived\":true}");
    bao.require("POST", "fates/keys/two", "{\"derived\":true}");
    String base = "vault://" + bao.proxy().uri().getAuthority() + "/fates/";
    KekUri one = KekUri.parse(base + "one?tls=false");
    KekUri two = KekUri.parse(base + "two?tls=false");
    KekInquiry.Probe ofOne = inquiry.probe(ACME, one);
    KekInquiry.Probe ofTwo = inquiry.probe(ACME, two);
    WrappedBy byOne = WrappedBy.of(ofOne.wrapped());
    WrappedBy byTwo = WrappedBy.of(ofTwo.wrapped());
    assertThat(inquiry.ask(ACME, byOne, Optional.of(ofOne))).isEqualTo(THERE);
    assertThat(inquiry.ask(ACME, byOne, Optional.empty())).isEqualTo(THERE);

    bao.require("POST", "fates/keys/one/config", "{\"deletion_allowed\":true}");
    bao.require("DELETE", "fates/keys/one", "");
    assertThat(inquiry.ask(ACME, byOne, Optional.of(ofOne))).isEqualTo(GONE);
    assertThat(inquiry.ask(ACME, byOne, Optional.empty())).isEqualTo(GONE);
    // One of that name that was made since opens nothing either, but this is no word on the first.
    bao.require("POST", "fates/keys/one", "{\"derived\":true}");
    assertThat(inquiry.ask(ACME, byOne, Optional.of(ofOne))).isEqualTo(notTold(ErrorCode.TC035));

    bao.require("POST", "sys/remount", "{\"from\":\"fates\",\"to\":\"elsewhere\"}");
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!inquiry.ask(ACME, byTwo, Optional.of(ofTwo)).equals(notTold(ErrorCode.TC040))
        && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(inquiry.ask(ACME, byTwo, Optional.of(ofTwo))).isEqualTo(notTold(ErrorCode.TC040));
    assertThat(inquiry.ask(ACME, byTwo, Optional.empty())).isEqualTo(notTold(ErrorCode.TC040));
    assertThat(bao.ask(bao.root(), "", "GET", "elsewhere/keys/two", "").status()).isEqualTo(200);
  }

  @Test
  void aliasOfAws_thatIsDeletedOrPointsElsewhere_isNoWordOnTheKey() throws Exception {
    Moto moto = Moto.shared();
    moto.proxy().none();
    KekInquiry inquiry =
        inquiry(
            new AwsKmsProvider(),
            new KmsSettings(Duration.ofSeconds(5), false, name -> Optional.empty()));
    String first = moto.key("fates");
    KekUri alias = moto.kek("alias/fates");
    WrappedBy byFirst = new WrappedBy(alias, first);
    KekInquiry.Probe ofFirst = inquiry.probe(ACME, alias);
    String second = moto.key("fates-second");
    moto.owner().updateAlias(r -> r.aliasName("alias/fates").targetKeyId(Moto.id(second)));
    KekInquiry.Probe ofSecond = inquiry.probe(ACME, alias);
    assertThat(inquiry.ask(ACME, byFirst, Optional.of(ofFirst))).isEqualTo(THERE);
    assertThat(inquiry.ask(ACME, byFirst, Optional.of(ofSecond)))
        .isEqualTo(new Answer(Fate.NOT_TOLD, Optional.empty()));
    moto.owner().deleteAlias(r -> r.aliasName("alias/fates"));
    assertThat(inquiry.ask(ACME, byFirst, Optional.of(ofFirst))).isEqualTo(THERE);
    assertThat(inquiry.ask(ACME, byFirst, Optional.empty()).fate()).isEqualTo(Fate.NOT_TOLD);

    for (String code : List.of("DisabledException", "KMSInvalidStateException")) {
      moto.proxy().faults(each -> Optional.of(FaultProxy.aws(400, code)));
      assertThat(inquiry.ask(ACME, byFirst, Optional.of(ofFirst)))
          .as(code)
          .isEqualTo(notTold(ErrorCode.TC032));
    }
    // What the API answers when those days are over.
    moto.proxy().faults(each -> Optional.of(FaultProxy.aws(400, "NotFoundException")));
    assertThat(inquiry.ask(ACME, byFirst, Optional.of(ofFirst))).isEqualTo(GONE);
    WrappedBy multiRegion = new WrappedBy(moto.kek(first), first.replace(":key/", ":key/mrk-"));
    assertThat(inquiry.ask(ACME, multiRegion, Optional.empty()))
        .as("its replicas open the same")
        .isEqualTo(notTold(ErrorCode.TC034));
  }
}

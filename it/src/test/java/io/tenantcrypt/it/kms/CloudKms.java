package io.tenantcrypt.it.kms;

import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyVersion;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionAlgorithm;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.DecryptResponse;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.EncryptResponse;
import com.google.cloud.kms.v1.GetCryptoKeyRequest;
import com.google.cloud.kms.v1.KeyManagementServiceGrpc.KeyManagementServiceImplBase;
import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import com.google.protobuf.Message;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.tenantcrypt.keys.KekUri;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The service of Google Cloud KMS in this process, on the base class that Google publishes: real
 * AES-GCM with additional authenticated data, versions, states and checksums. What a real one does
 * besides, permissions first of all, is played by {@link #fails}.
 */
final class CloudKms extends KeyManagementServiceImplBase implements AutoCloseable {

  private static final String RING =
      "projects/clinic/locations/europe-west3/keyRings/r/cryptoKeys/";
  private static final int IV = 12;

  private record Version(SecretKey key, CryptoKeyVersionState state) {}

  private final Server server;
  private final Map<String, List<Version>> keys = new ConcurrentHashMap<>();
  private final List<Message> asked = new CopyOnWriteArrayList<>();
  private final SecureRandom random = new SecureRandom();
  private volatile UnaryOperator<Message> change = answer -> answer;
  private volatile List<Status> failures = List.of();
  private volatile boolean silent;
  private volatile boolean deaf;

  CloudKms() throws IOException {
    this.server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(this)
            .build()
            .start();
  }

  /** Makes a key with one version; its resource name. */
  String key(String id) {
    keys.put(RING + id, new CopyOnWriteArrayList<>());
    rotate(RING + id);
    return RING + id;
  }

  void rotate(String name) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    versions(name).add(new Version(new SecretKeySpec(key, "AES"), CryptoKeyVersionState.ENABLED));
  }

  /** From 1. */
  void state(String name, int version, CryptoKeyVersionState state) {
    versions(name).set(version - 1, new Version(versions(name).get(version - 1).key(), state));
  }

  KekUri kek(String name) {
    return KekUri.parse("gcp-kms://" + name + "?endpoint=http://127.0.0.1:" + server.getPort());
  }

  List<Message> asked() {
    return List.copyOf(asked);
  }

  /** Each answer is changed like this from now on. */
  void changes(UnaryOperator<Message> next) {
    change = next;
  }

  /** The next requests fail so, one after the other; the last one for good. */
  void fails(Status... next) {
    failures = List.of(next);
  }

  /** No answers any more, or again. */
  void silent(boolean is) {
    silent = is;
  }

  /** Authenticates nothing, as no real one does. */
  void ignoresContexts(boolean is) {
    deaf = is;
  }

  void heal() {
    deaf = false;
    change = answer -> answer;
    failures = List.of();
    silent = false;
  }

  private List<Version> versions(String name) {
    List<Version> versions = keys.get(name);
    if (versions == null) {
      throw Status.NOT_FOUND.withDescription("hunter2").asRuntimeException();
    }
    return versions;
  }

  private interface Work<A> {
    A answer() throws GeneralSecurityException;
  }

  private <A extends Message> void serve(
      Message request, StreamObserver<A> observer, Class<A> type, Work<A> work) {
    asked.add(request);
    if (silent) {
      return;
    }
    List<Status> planned = failures;
    if (!planned.isEmpty()) {
      failures = planned.size() > 1 ? planned.subList(1, planned.size()) : planned;
      if (!planned.get(0).isOk()) {
        observer.onError(planned.get(0).withDescription("hunter2").asRuntimeException());
        return;
      }
    }
    try {
      observer.onNext(type.cast(change.apply(work.answer())));
      observer.onCompleted();
    } catch (GeneralSecurityException e) {
      observer.onError(Status.INVALID_ARGUMENT.withDescription("hunter2").asRuntimeException());
    } catch (RuntimeException e) {
      observer.onError(Status.fromThrowable(e).asRuntimeException());
    }
  }

  @Override
  public void encrypt(EncryptRequest request, StreamObserver<EncryptResponse> observer) {
    serve(request, observer, EncryptResponse.class, () -> encrypted(request));
  }

  private EncryptResponse encrypted(EncryptRequest request) throws GeneralSecurityException {
    require(request.getPlaintext(), request.getPlaintextCrc32C());
    ByteString aad = request.getAdditionalAuthenticatedData();
    require(aad, request.getAdditionalAuthenticatedDataCrc32C());
    int version = versions(request.getName()).size();
    byte[] iv = new byte[IV];
    random.nextBytes(iv);
    byte[] body =
        cipher(Cipher.ENCRYPT_MODE, usable(request.getName(), version), iv, aad)
            .doFinal(request.getPlaintext().toByteArray());
    ByteString ciphertext =
        ByteString.copyFrom(new byte[] {(byte) version})
            .concat(ByteString.copyFrom(iv))
            .concat(ByteString.copyFrom(body));
    return EncryptResponse.newBuilder()
        .setName(request.getName() + "/cryptoKeyVersions/" + version)
        .setCiphertext(ciphertext)
        .setCiphertextCrc32C(crc(ciphertext))
        .setVerifiedPlaintextCrc32C(true)
        .setVerifiedAdditionalAuthenticatedDataCrc32C(true)
        .build();
  }

  @Override
  public void decrypt(DecryptRequest request, StreamObserver<DecryptResponse> observer) {
    serve(request, observer, DecryptResponse.class, () -> decrypted(request));
  }

  private DecryptResponse decrypted(DecryptRequest request) throws GeneralSecurityException {
    require(request.getCiphertext(), request.getCiphertextCrc32C());
    ByteString aad = request.getAdditionalAuthenticatedData();
    require(aad, request.getAdditionalAuthenticatedDataCrc32C());
    byte[] whole = request.getCiphertext().toByteArray();
    if (whole.length <= 1 + IV || whole[0] < 1 || whole[0] > versions(request.getName()).size()) {
      throw Status.INVALID_ARGUMENT.asRuntimeException();
    }
    byte[] iv = Arrays.copyOfRange(whole, 1, 1 + IV);
    ByteString plaintext =
        ByteString.copyFrom(
            cipher(Cipher.DECRYPT_MODE, usable(request.getName(), whole[0]), iv, aad)
                .doFinal(whole, 1 + IV, whole.length - 1 - IV));
    return DecryptResponse.newBuilder()
        .setPlaintext(plaintext)
        .setPlaintextCrc32C(crc(plaintext))
        .build();
  }

  @Override
  public void getCryptoKey(GetCryptoKeyRequest request, StreamObserver<CryptoKey> observer) {
    serve(request, observer, CryptoKey.class, () -> described(request.getName()));
  }

  private CryptoKey described(String name) {
    int primary = versions(name).size();
    return CryptoKey.newBuilder()
        .setName(name)
        .setPurpose(CryptoKey.CryptoKeyPurpose.ENCRYPT_DECRYPT)
        .setPrimary(
            CryptoKeyVersion.newBuilder()
                .setName(name + "/cryptoKeyVersions/" + primary)
                .setAlgorithm(CryptoKeyVersionAlgorithm.GOOGLE_SYMMETRIC_ENCRYPTION)
                .setState(versions(name).get(primary - 1).state()))
        .build();
  }

  private SecretKey usable(String name, int number) {
    Version version = versions(name).get(number - 1);
    if (version.state() != CryptoKeyVersionState.ENABLED) {
      throw Status.FAILED_PRECONDITION.withDescription("hunter2").asRuntimeException();
    }
    return version.key();
  }

  private Cipher cipher(int mode, SecretKey key, byte[] iv, ByteString aad)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(128, iv));
    cipher.updateAAD(deaf ? new byte[0] : aad.toByteArray());
    return cipher;
  }

  private static void require(ByteString bytes, Int64Value checksum) {
    if (!checksum.equals(crc(bytes))) {
      throw Status.INVALID_ARGUMENT.withDescription("checksum").asRuntimeException();
    }
  }

  static Int64Value crc(ByteString bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.toByteArray());
    return Int64Value.of(crc.getValue());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}

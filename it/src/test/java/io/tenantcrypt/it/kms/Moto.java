package io.tenantcrypt.it.kms;

import io.tenantcrypt.keys.KekUri;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** The API of AWS KMS with a proxy before it; one for all tests of a JVM. */
final class Moto {

  static final String REGION = "eu-central-1";

  private final FaultProxy proxy;
  private final KmsClient owner;

  private Moto(URI server) throws Exception {
    this.proxy = new FaultProxy(server);
    this.owner =
        KmsClient.builder()
            .region(Region.of(REGION))
            .endpointOverride(server)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("owner", "secret")))
            .build();
  }

  private static final class Holder {
    private static final Object SHARED = create();

    /** Keeps what went wrong, so that each test says so and not only the first. */
    private static Object create() {
      System.setProperty("aws.accessKeyId", "test");
      System.setProperty("aws.secretAccessKey", "test");
      try {
        return new Moto(
            KmsServer.start(
                    Tool.MOTO,
                    port -> List.of("-H", "127.0.0.1", "-p", Integer.toString(port)),
                    Map.of(),
                    "/moto-api/")
                .uri());
      } catch (Exception e) {
        return e;
      }
    }
  }

  /** Started, or the test ends as not run or failed. */
  static Moto shared() throws Exception {
    if (Holder.SHARED instanceof Moto moto) {
      return moto;
    }
    throw (Exception) Holder.SHARED;
  }

  /** What the driver talks to. */
  FaultProxy proxy() {
    return proxy;
  }

  /** The administrator's own client, past the proxy. */
  KmsClient owner() {
    return owner;
  }

  /** Makes a key and an alias for it; the key's ARN. */
  String key(String alias) {
    String arn = owner.createKey(r -> r.keyUsage(KeyUsageType.ENCRYPT_DECRYPT)).keyMetadata().arn();
    owner.createAlias(request -> request.aliasName("alias/" + alias).targetKeyId(arn));
    return arn;
  }

  /** A key's id; moto takes ARNs not everywhere. */
  static String id(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** A KEK URI through the proxy. */
  KekUri kek(String key) {
    return KekUri.parse(uri(key));
  }

  String uri(String key) {
    String region = key.startsWith("arn:") ? "" : "region=" + REGION + "&";
    return "aws-kms://" + key + "?" + region + "endpoint=" + proxy.uri();
  }
}

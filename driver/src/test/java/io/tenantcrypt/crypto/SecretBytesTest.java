package io.tenantcrypt.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class SecretBytesTest {

  @Test
  void close_ownedArray_holdsZeros() {
    byte[] owned = {1, 2, 3};
    SecretBytes secret = SecretBytes.take(owned);

    secret.close();
    secret.close();

    assertThat(owned).containsOnly(0);
    assertThat(secret.isClosed()).isTrue();
    assertThat(secret.length()).isEqualTo(3);
    assertThatThrownBy(secret::reveal).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void copyOf_callersArray_isLeftAlone() {
    byte[] theirs = {1, 2, 3};
    SecretBytes secret = SecretBytes.copyOf(theirs);

    secret.close();

    assertThat(theirs).containsExactly(1, 2, 3);
  }

  @Test
  void reveal_givesTheLiveArray() {
    byte[] owned = {1, 2, 3};
    try (SecretBytes secret = SecretBytes.take(owned)) {
      assertThat(secret.reveal()).isSameAs(owned);
    }
  }

  @Test
  void random_twice_differs() {
    try (SecretBytes first = SecretBytes.random(32);
        SecretBytes second = SecretBytes.random(32)) {
      assertThat(first).isNotEqualTo(second);
      assertThat(first.length()).isEqualTo(32);
    }
    assertThatThrownBy(() -> SecretBytes.random(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equals_sameBytes_isTrueUntilClosed() {
    SecretBytes first = SecretBytes.copyOf(new byte[] {1, 2, 3});
    SecretBytes second = SecretBytes.copyOf(new byte[] {1, 2, 3});
    assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);

    first.close();
    second.close();

    assertThat(first).isNotEqualTo(second).isEqualTo(first);
  }

  @Test
  void toString_isHidden() {
    try (SecretBytes secret = SecretBytes.copyOf(new byte[] {42})) {
      assertThat(secret).hasToString("<hidden>");
    }
    assertThat(new RawKey("AES", SecretBytes.random(32))).hasToString("<hidden>");
  }

  @Test
  void serialization_ofAKey_isRefused() throws Exception {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> out.writeObject(new RawKey("AES", SecretBytes.random(32))))
          .isInstanceOf(NotSerializableException.class);
      assertThatThrownBy(() -> out.writeObject(SecretBytes.random(32)))
          .isInstanceOf(NotSerializableException.class);
    }
  }

  @Test
  void rawKey_encoded_isACopyThatAProviderMayOverwrite() {
    RawKey key = new RawKey("AES", SecretBytes.copyOf(new byte[] {1, 2, 3}));

    SecretBytes.overwrite(key.getEncoded());

    assertThat(key.getEncoded()).containsExactly(1, 2, 3);
    key.destroy();
    assertThat(key.isDestroyed()).isTrue();
    assertThatThrownBy(key::getEncoded).isInstanceOf(IllegalStateException.class);
  }
}

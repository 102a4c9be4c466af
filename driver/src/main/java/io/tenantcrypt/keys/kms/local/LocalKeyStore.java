package io.tenantcrypt.keys.kms.local;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.kms.KmsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS#12 file of AES keys. What was read is believed as long as the file looks the same, so that
 * an unwrap costs a look at the file and not a password derivation.
 */
final class LocalKeyStore {

  private static final String TYPE = "PKCS12";

  private record Stamp(FileTime modified, long size, @Nullable Object fileKey) {}

  private record Held(Stamp stamp, SecretKey key) {}

  private final LocalUri uri;
  private final KmsSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Held held;

  LocalKeyStore(LocalUri uri, KmsSettings settings) {
    this.uri = uri;
    this.settings = settings;
  }

  /** The KEK, which must be there. */
  SecretKey find(String entry) {
    lock.lock();
    try {
      Stamp stamp = stamp();
      Held last = held;
      if (last != null && last.stamp().equals(stamp)) {
        return last.key();
      }
      SecretKey key =
          withPassword(password -> get(load(password), entry, password)).orElseThrow(this::gone);
      held = new Held(stamp, key);
      return key;
    } finally {
      lock.unlock();
    }
  }

  /** The KEK, made now where it is missing. */
  SecretKey findOrMake(String entry) {
    Held last = held;
    if (last != null && Files.exists(uri.file()) && last.stamp().equals(stamp())) {
      return last.key();
    }
    return LocalFile.locked(
        uri.file(),
        () ->
            withPassword(
                password -> {
                  KeyStore store = Files.exists(uri.file()) ? load(password) : empty();
                  Optional<SecretKey> there = get(store, entry, password);
                  if (there.isPresent()) {
                    return there.get();
                  }
                  SecretKey made = generate();
                  store.setEntry(
                      entry,
                      new KeyStore.SecretKeyEntry(made),
                      new KeyStore.PasswordProtection(password));
                  LocalFile.replace(uri.file(), out -> save(store, out, password));
                  return made;
                }));
  }

  private Stamp stamp() {
    try {
      BasicFileAttributes file = Files.readAttributes(uri.file(), BasicFileAttributes.class);
      return new Stamp(file.lastModifiedTime(), file.size(), file.fileKey());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private KeyStore load(char[] password) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(TYPE);
    try (InputStream in = Files.newInputStream(uri.file())) {
      store.load(in, password);
    }
    return store;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(TYPE);
    store.load(null, null);
    return store;
  }

  private static void save(KeyStore store, java.io.OutputStream out, char[] password)
      throws IOException {
    try {
      store.store(out, password);
    } catch (GeneralSecurityException e) {
      throw new IOException("This Java runtime cannot write PKCS#12", e);
    }
  }

  private static Optional<SecretKey> get(KeyStore store, String entry, char[] password)
      throws GeneralSecurityException {
    return Optional.ofNullable((SecretKey) store.getKey(entry, password));
  }

  private static SecretKey generate() throws GeneralSecurityException {
    KeyGenerator generator = KeyGenerator.getInstance("AES");
    generator.init(256);
    return generator.generateKey();
  }

  private interface Work<T> {
    T run(char[] password) throws GeneralSecurityException, IOException;
  }

  private <T> T withPassword(Work<T> work) {
    char[] password = LocalPassword.read(uri, settings);
    try {
      return work.run(password);
    } catch (UnrecoverableKeyException e) {
      throw wrongPassword();
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw wrongPassword();
      }
      throw unreadable(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no usable " + TYPE, e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private TenantCryptException wrongPassword() {
    return new TenantCryptException(
        ErrorCode.TC033,
        "The password does not open the local key store "
            + uri.file()
            + ". Correct what "
            + uri.passwordFile()
                .map(Path::toString)
                .orElse(uri.passwordEnv().orElse(LocalPassword.DEFAULT))
            + " holds.");
  }

  private TenantCryptException gone() {
    return new TenantCryptException(
        ErrorCode.TC034,
        "The local key store "
            + uri.file()
            + " holds no key of the alias "
            + uri.alias()
            + ". Restore the file from a backup, or correct the alias.");
  }

  private TenantCryptException unreadable(IOException e) {
    if (e instanceof AccessDeniedException) {
      return new TenantCryptException(
          ErrorCode.TC033,
          "The local key store "
              + uri.file()
              + " may not be read or written by this process."
              + " Look at the permissions of the file and its folder.",
          e);
    }
    String why = e instanceof NoSuchFileException ? "is not there" : "cannot be read or written";
    return new TenantCryptException(
        ErrorCode.TC030,
        "The local key store "
            + uri.file()
            + " "
            + why
            + ". Correct keys.kek or tenantcrypt.kek, or restore the file; it is made only where"
            + " there are no keys yet.",
        e);
  }
}

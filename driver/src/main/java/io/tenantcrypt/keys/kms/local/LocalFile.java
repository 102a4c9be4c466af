package io.tenantcrypt.keys.kms.local;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Changes a file as a whole: one process and thread at a time, and never half. */
final class LocalFile {

  /** A file lock belongs to the process: threads need one of their own. */
  private static final ConcurrentMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private LocalFile() {}

  @FunctionalInterface
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** Runs work while no other thread or process of this machine does so for the same file. */
  static <T> T locked(Path file, Supplier<T> work) {
    ReentrantLock threads = LOCKS.computeIfAbsent(file, path -> new ReentrantLock());
    threads.lock();
    try (FileChannel channel = open(file.resolveSibling(file.getFileName() + ".lock"));
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("The lock was lost");
      }
      return work.get();
    } catch (IOException e) {
      throw new TenantCryptException(
          ErrorCode.TC030,
          "The local key store "
              + file
              + " cannot be locked. Its folder must be there and"
              + " writable for this process.",
          e);
    } finally {
      threads.unlock();
    }
  }

  /** Puts new content in place of the old, for the owner's eyes only. */
  static void replace(Path file, Content content) throws IOException {
    Path next = Files.createTempFile(directory(file), file.getFileName().toString(), ".new");
    try {
      try (FileChannel channel = open(next)) {
        content.write(Channels.newOutputStream(channel));
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
    forceDirectory(directory(file));
  }

  private static FileChannel open(Path file) throws IOException {
    FileAttribute<?>[] ownerOnly =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(
        file, java.util.Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly);
  }

  private static Path directory(Path file) {
    Path parent = file.getParent();
    return parent == null ? file.getFileSystem().getPath(".") : parent;
  }

  /**
   * The name must survive a power cut too; systems that open no directories do so by themselves.
   */
  private static void forceDirectory(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}

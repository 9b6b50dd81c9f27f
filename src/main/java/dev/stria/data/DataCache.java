package dev.stria.data;

import dev.stria.internal.log.Logs;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.zip.ZipException;
import org.slf4j.Logger;

/**
 * A folder that keeps downloaded files, safe to be shared by several threads and processes.
 *
 * <p>A file is downloaded under another name, checked by its sum, and renamed, so that a file that is
 * there is whole. An interrupted download goes on where it ended. One process downloads, others wait
 * for it. A folder that already holds the files is never written to.
 */
public final class DataCache {
  private static final Logger LOG = Logs.of(DataCache.class);

  private final Path folder;
  private final boolean offline;
  private final Download download;

  DataCache(Path folder, boolean offline, Download download) {
    this.folder = folder.toAbsolutePath();
    this.offline = offline;
    this.download = Objects.requireNonNull(download);
  }

  /**
   * Returns the cache that the loaders use: the folder named by the system property {@code stria.data},
   * or {@code .cache/stria} in the user's home. With {@code -Dstria.offline=true} nothing is
   * downloaded.
   *
   * @return the cache
   */
  public static DataCache standard() {
    String named = System.getProperty("stria.data", "");
    Path folder =
        named.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache", "stria")
            : Path.of(named);
    return new DataCache(folder, Boolean.getBoolean("stria.offline"), Download.overHttp());
  }

  /**
   * Returns the cache in a folder.
   *
   * @param folder the folder, made when something is downloaded
   * @return the cache
   */
  public static DataCache in(Path folder) {
    return new DataCache(folder, Boolean.getBoolean("stria.offline"), Download.overHttp());
  }

  /**
   * Returns the folder.
   *
   * @return the folder, absolute
   */
  public Path folder() {
    return folder;
  }

  /**
   * Returns a file, downloading it if it is not there.
   *
   * @param file what is wanted
   * @return where it is; in the folder of the file's name in this cache's folder
   * @throws NoSuchFileException if it is not there and cannot be had; the message says what to fetch
   *     and where to put it
   * @throws InterruptedIOException if the thread is interrupted; its interrupt flag stays set
   * @throws IOException if the folder fails in another way
   */
  @SuppressWarnings("try") // the lock is held, not used
  public Path fetch(RemoteFile file) throws IOException {
    Path target = folder.resolve(file.folder()).resolve(file.name());
    if (isThere(target)) {
      return target;
    }
    if (offline) {
      throw missing(file, target, "downloads are switched off");
    }
    requireWritable(file, target);
    synchronized (DataCache.class) { // a process may not lock a file twice
      try (FileChannel channel = openLock(target);
          FileLock lock = channel.lock()) {
        if (!isThere(target)) {
          download(file, target);
        }
      } catch (FileLockInterruptionException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for " + target);
      }
    }
    return target;
  }

  private static void requireWritable(RemoteFile file, Path target) throws IOException {
    try {
      SafeFile.requireWritable(target.getParent());
    } catch (IOException e) {
      throw missing(file, target, e.getMessage());
    }
  }

  /** Tells whether a file is there, as it is or without its compression. */
  private static boolean isThere(Path target) {
    String name = target.getFileName().toString();
    return Files.exists(target)
        || name.endsWith(".gz")
            && !name.endsWith(".tar.gz")
            && Files.exists(target.resolveSibling(name.substring(0, name.length() - 3)));
  }

  private static FileChannel openLock(Path target) throws IOException {
    Path lock = target.resolveSibling("." + target.getFileName() + ".lock");
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private void download(RemoteFile file, Path target) throws IOException {
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    String problem = "no address is known";
    for (String mirror : file.mirrors()) {
      try {
        LOG.info("downloading {} to {}", mirror, target);
        if (fetched(file, mirror, part)) {
          SafeFile.rename(part, target);
          return;
        }
        problem = mirror + " gave another file than expected, by its checksum";
      } catch (InterruptedIOException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        problem = mirror + " took too long";
      } catch (IOException e) {
        problem = mirror + " failed: " + e;
      }
      LOG.warn("{}", problem);
    }
    throw missing(file, target, problem);
  }

  /** Downloads into a part file, twice if the first attempt went on from a wrong beginning. */
  private boolean fetched(RemoteFile file, String mirror, Path part) throws IOException {
    boolean goesOn = Files.exists(part);
    download.append(mirror, part);
    if (isRight(file, part)) {
      return true;
    }
    Files.delete(part);
    if (goesOn) {
      download.append(mirror, part);
      if (isRight(file, part)) {
        return true;
      }
      Files.delete(part);
    }
    return false;
  }

  private static boolean isRight(RemoteFile file, Path part) throws IOException {
    try {
      return file.sumOf(part).equals(file.expected());
    } catch (ZipException | EOFException e) {
      return false;
    }
  }

  private static NoSuchFileException missing(RemoteFile file, Path target, String problem) {
    String address = file.mirrors().isEmpty() ? "its publisher" : file.mirrors().get(0);
    return new NoSuchFileException(
        target.toString(),
        null,
        file.dataset()
            + " needs this file and it could not be downloaded ("
            + problem
            + "); get it from "
            + address
            + " and put it there, or name the folder that has "
            + file.folder()
            + "/"
            + file.name()
            + " with -Dstria.data=DIR");
  }
}

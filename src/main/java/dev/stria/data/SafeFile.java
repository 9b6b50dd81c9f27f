package dev.stria.data;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How the library writes every file: whole or not at all.
 *
 * <p>The content goes to a temporary file in the same folder, is forced to disk, and then takes the
 * target's name in one step. A full disk, an error or a killed process leaves the previous file as it
 * was; a killed process may also leave a hidden file {@code .NAME.….tmp} behind, which may be deleted.
 * Two writers of one file do not disturb each other: the last one wins. An interrupted thread writes
 * to the end.
 */
public final class SafeFile {
  private static final AtomicLong NUMBER = new AtomicLong();

  private SafeFile() {}

  /** What goes into a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the content.
     *
     * @param out where to; buffered, and closed by the caller
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, and its folder if there is none.
   *
   * @param file the file, replaced if there is one
   * @param content what goes into it
   * @throws IOException if that fails; the message names the file, which is as it was before
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    Path temporary = temporary(target);
    try {
      createFolder(target.getParent());
      if (Files.isDirectory(target)) {
        throw new IOException("there is a folder of that name");
      }
      writeThrough(temporary, content);
      rename(temporary, target);
    } catch (IOException e) {
      throw new IOException("cannot write " + target + ": " + reason(target.getParent(), e), e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /** Returns a name in the target's folder that nobody else uses. */
  static Path temporary(Path target) {
    String name =
        "."
            + target.getFileName()
            + "."
            + ProcessHandle.current().pid()
            + "-"
            + Long.toString(System.nanoTime() & Long.MAX_VALUE, 36)
            + "-"
            + NUMBER.incrementAndGet()
            + ".tmp";
    return target.resolveSibling(name);
  }

  /**
   * Creates a folder if there is none and checks that files can be written there, so that a long run
   * fails before its work and not after it.
   *
   * @param folder the folder
   * @throws IOException if it cannot be created or written to; the message names it and says why
   */
  public static void requireWritable(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    Path probe = temporary(absolute.resolve("probe"));
    try {
      createFolder(absolute);
      Files.createFile(probe);
    } catch (IOException e) {
      throw new IOException("cannot write to folder " + absolute + ": " + reason(absolute, e), e);
    } finally {
      deleteQuietly(probe);
    }
  }

  private static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }

  // A FileOutputStream, since an interrupt closes channels in the middle of their work.
  private static void writeThrough(Path temporary, Content content) throws IOException {
    try (FileOutputStream file = new FileOutputStream(temporary.toFile());
        OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
      content.writeTo(out);
      out.flush();
      file.getFD().sync();
    }
  }

  /** Gives a complete file its name. Also used for what was downloaded. */
  static void rename(Path temporary, Path target) throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
    forceFolder(target.getParent());
  }

  /** Makes the new name last through a power failure, where folders can be forced to disk. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot, and an interrupted thread may not; the file itself is safe.
    }
  }

  private static String reason(Path folder, IOException e) {
    if (e instanceof AccessDeniedException
        || Files.isDirectory(folder) && !Files.isWritable(folder)) {
      return "no permission to write in " + folder;
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "a part of the path is a file, not a folder";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** Removes what an error left behind; that error is to be thrown, not one about the removal. */
  static void deleteQuietly(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // The folder is gone or not writable.
    }
  }
}

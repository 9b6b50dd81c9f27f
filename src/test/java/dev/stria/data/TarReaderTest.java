package dev.stria.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarReaderTest {
  @TempDir Path folder;

  private Path archive(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("archive.tar"), bytes);
  }

  private static void readAll(Path archive) throws IOException {
    try (TarReader tar = TarReader.open(archive)) {
      while (tar.next()) {
        tar.bytes();
      }
    }
  }

  private String refused(byte[] bytes) throws IOException {
    Path file = archive(bytes);
    MalformedFileException thrown = assertThrows(MalformedFileException.class, () -> readAll(file));
    assertTrue(thrown.getMessage().startsWith(file + ": "), thrown.getMessage());
    return thrown.getMessage();
  }

  @Test
  void filesComeOneAfterTheOtherCompressedOrNot() throws IOException {
    for (byte[] bytes : new byte[][] {Tars.small(), IdxArrayTest.gzip(Tars.small())}) {
      try (TarReader tar = TarReader.open(archive(bytes))) {
        assertTrue(tar.next());
        assertEquals("folder/one.txt", tar.name());
        assertEquals(3, tar.size());
        assertEquals('o', tar.content().read());
        assertEquals("ne", new String(tar.bytes()), "what is left");
        assertTrue(tar.next());
        assertEquals("two", tar.name());
        assertArrayEquals(new byte[600], tar.bytes());
        assertFalse(tar.next());
      }
      try (TarReader tar = TarReader.open(folder.resolve("archive.tar"))) {
        assertTrue(tar.next() && tar.next(), "what is not read is passed over");
        assertEquals("two", tar.name());
      }
    }
  }

  @Test
  void aDamagedArchiveIsRefused() throws IOException {
    byte[] good = Tars.small();
    assertTrue(refused(Arrays.copyOf(good, 700)).contains("ends too early"));
    assertTrue(refused(Arrays.copyOf(good, 2000)).contains("ends inside two"));
    byte[] renamed = good.clone();
    renamed[1] = 'X';
    assertTrue(refused(renamed).contains("does not match its checksum"));
    byte[] huge = good.clone();
    Arrays.fill(huge, 124, 135, (byte) '7');
    assertTrue(refused(Tars.signed(huge)).contains("bomb"));
    byte[] noSize = good.clone();
    noSize[130] = 'x';
    assertTrue(refused(Tars.signed(noSize)).contains("no valid size"));
    assertTrue(refused("not an archive".repeat(60).getBytes()).contains("not a tar archive"));
    byte[] cut = Arrays.copyOf(IdxArrayTest.gzip(good), 60);
    assertTrue(refused(cut).contains("damaged"));
  }
}

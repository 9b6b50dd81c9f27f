package dev.stria.examples.speech;

import dev.stria.data.MalformedFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads recordings in WAV: one channel of 16 bits at 8,000 samples a second. */
public final class Wav {
  /** Samples per second. */
  public static final int RATE = 8_000;

  private static final int PCM = 1;
  private static final int HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FORMAT_SIZE = 16;

  private Wav() {}

  /**
   * Reads a recording.
   *
   * @param file the file's name, for messages
   * @param content its bytes
   * @return the samples, from −1 to 1
   * @throws MalformedFileException if it is damaged or of another kind; the message says which was expected
   */
  public static float[] read(Path file, byte[] content) throws MalformedFileException {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < HEADER
        || !word(bytes, 0).equals("RIFF")
        || !word(bytes, 8).equals("WAVE")) {
      throw new MalformedFileException(file, "not a WAV file: it does not begin with RIFF … WAVE");
    }
    boolean described = false;
    long at = HEADER;
    while (at + CHUNK_HEADER <= content.length) {
      String name = word(bytes, (int) at);
      long size = bytes.getInt((int) at + 4) & 0xFFFFFFFFL;
      long begin = at + CHUNK_HEADER;
      if (begin + size > content.length) {
        throw new MalformedFileException(
            file,
            "cut short: its part '"
                + name.strip()
                + "' announces "
                + size
                + " bytes, but only "
                + (content.length - begin)
                + " are there");
      }
      if (name.equals("fmt ")) {
        requireFormat(file, bytes, (int) begin, size);
        described = true;
      } else if (name.equals("data")) {
        if (!described) {
          throw new MalformedFileException(file, "its samples come before their format");
        }
        return samples(file, bytes, (int) begin, (int) size);
      }
      at = begin + size + size % 2;
    }
    throw new MalformedFileException(file, "has no samples: the part 'data' is missing");
  }

  private static String word(ByteBuffer bytes, int at) {
    return new String(bytes.array(), at, 4, StandardCharsets.ISO_8859_1);
  }

  private static void requireFormat(Path file, ByteBuffer bytes, int at, long size)
      throws MalformedFileException {
    if (size < FORMAT_SIZE) {
      throw new MalformedFileException(file, "its format has only " + size + " bytes");
    }
    require(file, "uncompressed samples, format 1", PCM, bytes.getShort(at), "format");
    require(file, "one channel", 1, bytes.getShort(at + 2), "channels:");
    require(file, RATE + " samples a second", RATE, bytes.getInt(at + 4), "samples a second:");
    require(file, "16 bits a sample", 16, bytes.getShort(at + 14), "bits a sample:");
  }

  private static void require(Path file, String expected, int wanted, int found, String what)
      throws MalformedFileException {
    if (found != wanted) {
      throw new MalformedFileException(
          file,
          "expected "
              + expected
              + ", but found "
              + what
              + " "
              + found
              + "; convert it with: sox in.wav -r 8000 -b 16 -c 1 out.wav");
    }
  }

  private static float[] samples(Path file, ByteBuffer bytes, int at, int size)
      throws MalformedFileException {
    if (size < 2 || size % 2 != 0) {
      throw new MalformedFileException(
          file, size + " bytes of samples are not a number of samples of 2 bytes");
    }
    float[] samples = new float[size / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes.getShort(at + 2 * i) / 32768f;
    }
    return samples;
  }
}

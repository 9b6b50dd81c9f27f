package dev.stria.examples.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.data.MalformedFileException;
import dev.stria.tensor.SeededRandom;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Recordings, the Fourier transform against its formula, and spectrograms of sounds that are known. */
class SpeechTest {
  private static final Path FILE = Path.of("7_anna_12.wav");

  private static byte[] wav(
      int format, int channels, int rate, int bits, int announced, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(44 + count).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + announced);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    bytes.putShort((short) format).putShort((short) channels).putInt(rate);
    bytes.putInt(rate * channels * bits / 8).putShort((short) (channels * bits / 8));
    bytes.putShort((short) bits);
    bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(announced);
    for (int i = 0; i < count / 2; i++) {
      bytes.putShort((short) (i == 1 ? -16384 : 0));
    }
    return bytes.array();
  }

  private static String complaint(byte[] content) {
    return assertThrows(MalformedFileException.class, () -> Wav.read(FILE, content)).getMessage();
  }

  @Test
  void readsSamples() throws MalformedFileException {
    float[] samples = Wav.read(FILE, wav(1, 1, 8000, 16, 8, 8));
    assertEquals("[0.0, -0.5, 0.0, 0.0]", Arrays.toString(samples));
  }

  @Test
  void saysWhatIsWrongWithARecording() {
    String mend = "; convert it with: sox in.wav -r 8000 -b 16 -c 1 out.wav";
    assertEquals(
        FILE + ": expected 8000 samples a second, but found samples a second: 44100" + mend,
        complaint(wav(1, 1, 44100, 16, 8, 8)));
    assertEquals(
        FILE + ": expected 16 bits a sample, but found bits a sample: 24" + mend,
        complaint(wav(1, 1, 8000, 24, 8, 8)));
    assertEquals(
        FILE + ": expected one channel, but found channels: 2" + mend,
        complaint(wav(1, 2, 8000, 16, 8, 8)));
    assertTrue(complaint(wav(3, 1, 8000, 16, 8, 8)).contains("found format 3"));
    assertEquals(
        FILE + ": cut short: its part 'data' announces 80 bytes, but only 8 are there",
        complaint(wav(1, 1, 8000, 16, 80, 8)));
    assertTrue(complaint(wav(1, 1, 8000, 16, 0, 0)).contains("0 bytes of samples"));
    assertTrue(complaint(new byte[0]).contains("RIFF"));
    byte[] whole = wav(1, 1, 8000, 16, 8, 8);
    for (int length = 0; length < whole.length; length++) {
      complaint(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void transformsLikeTheFormula() {
    for (int n : new int[] {1, 2, 8, 64}) {
      double[] x = new SeededRandom(n).doubles(n).toArray();
      double[] power = new Fft(n).power(x);
      for (int k = 0; k <= n / 2; k++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < n; i++) {
          re += x[i] * Math.cos(2 * Math.PI * i * k / n);
          im -= x[i] * Math.sin(2 * Math.PI * i * k / n);
        }
        assertEquals(re * re + im * im, power[k], 1e-9);
      }
    }
    assertThrows(IllegalArgumentException.class, () -> new Fft(12));
  }

  @Test
  void aToneIsALineAtItsFrequencyInTheMiddleOfTime() {
    int low = row(tone(400));
    int high = row(tone(2500));
    assertTrue(low > high, "high frequencies are on top: " + low + ", " + high);
    assertEquals(
        LogMel.BANDS - 9, low, 1, "400 Hz is 509 mel, the ninth of 40 bands of 50 mel from 98");
    float[] picture = new LogMel().of(tone(400));
    assertEquals(0, picture[low * LogMel.FRAMES], "silence before");
    assertEquals(0, picture[low * LogMel.FRAMES + LogMel.FRAMES - 1], "silence behind");
  }

  private static float[] tone(double hertz) {
    float[] samples = new float[2048];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(2 * Math.PI * hertz * i / Wav.RATE);
    }
    return samples;
  }

  /** Returns the loudest row in the middle of the spectrogram. */
  private static int row(float[] samples) {
    float[] picture = new LogMel().of(samples);
    int best = 0;
    for (int row = 0; row < LogMel.BANDS; row++) {
      int at = row * LogMel.FRAMES + LogMel.FRAMES / 2;
      best = picture[at] > picture[best * LogMel.FRAMES + LogMel.FRAMES / 2] ? row : best;
    }
    return best;
  }

  @Test
  void longAndShortRecordingsFit() {
    for (int length : new int[] {1, 100, 256, 257, 20_000}) {
      float[] picture = new LogMel().of(new float[length]);
      assertEquals(LogMel.BANDS * LogMel.FRAMES, picture.length);
      for (float value : picture) {
        assertTrue(value >= 0 && value <= 1, "values from 0 to 1: " + value);
      }
    }
  }

  @Test
  void changesStayInsideThePicture() {
    float[] image = new float[LogMel.BANDS * LogMel.FRAMES];
    for (int seed = 0; seed < 200; seed++) {
      Arrays.fill(image, 0.5f);
      new SpectrogramChanges().apply(Recordings.shape(), image, new SeededRandom(seed));
      for (float value : image) {
        assertTrue(value == 0 || value == 0.5f);
      }
    }
  }
}

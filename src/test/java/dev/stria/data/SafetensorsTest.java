package dev.stria.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir Path folder;

  private Path file(String header, byte... data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + json.length + data.length);
    file.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).put(data);
    return Files.write(folder.resolve("some.safetensors"), file.array());
  }

  private float[] values(String dtype, int count, byte[] data) throws IOException {
    String header =
        "{\"w\":{\"dtype\":\""
            + dtype
            + "\",\"shape\":["
            + count
            + "],\"data_offsets\":[0,"
            + data.length
            + "]}}";
    return Safetensors.read(file(header, data)).tensors().get("w").data();
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    SeededRandom random = new SeededRandom(1);
    float[] many = new float[100_003];
    for (int i = 0; i < many.length; i++) {
      many[i] = Float.intBitsToFloat(random.nextInt());
    }
    Map<String, Tensor> tensors = new HashMap<>();
    tensors.put("b.weight", Tensor.of(Shape.of(many.length), many));
    tensors.put("a.bias", Tensor.of(Shape.of(1, 2), 3, 4));
    tensors.put("scalar", Tensor.scalar(5));
    tensors.put("empty", Tensor.zeros(0, 7));
    tensors.put("卷积 \"1\"\n", Tensor.zeros(1));
    Map<String, String> metadata = Map.of("format", "pt", "ünï", "\u0001\\");
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(file, tensors, metadata);
    Safetensors read = Safetensors.read(file);
    assertEquals(metadata, read.metadata());
    assertEquals(tensors.keySet(), read.tensors().keySet());
    tensors.forEach(
        (name, tensor) -> {
          assertEquals(tensor.shape(), read.tensors().get(name).shape());
          for (int i = 0; i < tensor.data().length; i++) {
            int expected = Float.floatToRawIntBits(tensor.data()[i]);
            assertEquals(expected, Float.floatToRawIntBits(read.tensors().get(name).data()[i]));
          }
        });
    byte[] first = Files.readAllBytes(file);
    assertEquals(0, ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
    Safetensors.write(file, read.tensors(), read.metadata());
    assertArrayEquals(first, Files.readAllBytes(file));
  }

  @Test
  void readsEveryType() throws IOException {
    assertArrayEquals(
        new float[] {1, -2.5f}, values("F64", 2, bytes(16).putDouble(1).putDouble(-2.5).array()));
    assertArrayEquals(
        new float[] {1.5f, Float.NEGATIVE_INFINITY},
        values("BF16", 2, bytes(4).putShort((short) 0x3FC0).putShort((short) 0xFF80).array()));
    ByteBuffer longs = bytes(16).putLong(-1).putLong(0x8000008000000001L);
    assertArrayEquals(new float[] {0x1p64f, 0x1.000002p63f}, values("U64", 2, longs.array()));
    assertArrayEquals(new float[] {-1, -0x1.fffffep62f}, values("I64", 2, longs.array()));
    byte[] ones = {-1, -1, -1, -1};
    assertArrayEquals(new float[] {0x1p32f}, values("U32", 1, ones));
    assertArrayEquals(new float[] {-1}, values("I32", 1, ones));
    assertArrayEquals(new float[] {65535, 65535}, values("U16", 2, ones));
    assertArrayEquals(new float[] {-1, -1}, values("I16", 2, ones));
    assertArrayEquals(new float[] {255, 255, 255, 255}, values("U8", 4, ones));
    assertArrayEquals(new float[] {-1, -1, -1, -1}, values("I8", 4, ones));
    assertArrayEquals(new float[] {0, 1}, values("BOOL", 2, new byte[] {0, 1}));
  }

  @Test
  void everyHalfIsExact() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = bits >> 10 & 31;
      double expected =
          exponent == 31
              ? (bits & 1023) == 0 ? Double.POSITIVE_INFINITY : Double.NaN
              : exponent == 0
                  ? (bits & 1023) * 0x1p-24
                  : (1 + (bits & 1023) / 1024.0) * StrictMath.pow(2, exponent - 15);
      double signed = bits < 1 << 15 ? expected : -expected;
      assertEquals(signed, HalfFloat.toFloat((short) bits), 0.0);
    }
  }

  @Test
  void messagesNameFileTensorAndProblem() throws IOException {
    refused(
        "{\"w\":{\"dtype\":\"F99\",\"shape\":[],\"data_offsets\":[0,0]}}", "tensor \"w\"", "F99");
    refused("{\"w\":[]}", "tensor \"w\" must be an object");
    refused(
        "{\"w\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}", "cut short", "2 bytes");
    refused(
        "{\"w\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[1,1]}}", "not 0", "leaves a gap");
    refused("{\"__metadata__\":{\"a\":1}}", "\"a\" is not text");
    refused("{\"" + "w".repeat(5000) + "\":{}}", "www…");
  }

  private void refused(String header, String... parts) throws IOException {
    Path file = file(header);
    String message =
        assertThrows(MalformedFileException.class, () -> Safetensors.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": ") && message.length() < 1000, message);
    List.of(parts).forEach(part -> assertTrue(message.contains(part), message));
  }

  @Test
  void badNamesAreNotWritten() {
    Path file = folder.resolve("x");
    Map<String, Tensor> reserved = Map.of("__metadata__", Tensor.scalar(1));
    Map<String, Tensor> broken = Map.of("\ud800", Tensor.scalar(1));
    assertThrows(IllegalArgumentException.class, () -> Safetensors.write(file, reserved, Map.of()));
    assertThrows(IllegalArgumentException.class, () -> Safetensors.write(file, broken, Map.of()));
    assertTrue(Files.notExists(file));
  }
}

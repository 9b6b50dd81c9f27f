package dev.stria.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void readsEveryKindOfValue() throws JsonException {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("a", List.of(1L, -2L, 0.5, 1e3, 0L));
    expected.put("b", Arrays.asList(true, false, null));
    expected.put("é\n\"\\/", Map.of());
    expected.put("𝄞", List.of());
    String text =
        " {\"a\":[1,-2,0.5,1E+3,0] ,\t\"b\":[true,false,null],\r\n"
            + "\"\\u00e9\\n\\\"\\\\\\/\":{ },\"\\ud834\\udd1e\":[ ]}\n";
    assertEquals(expected, JsonReader.read(text));
    assertEquals(expected, JsonReader.read(JsonWriter.write(expected)));
    assertEquals("\u0001é", JsonReader.read(JsonWriter.write("\u0001é")));
    assertEquals(-0.0, JsonReader.read("-0"));
    assertEquals(Long.MIN_VALUE, JsonReader.read("-9223372036854775808"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[1,]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "'a'",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u٣٣٣٣\"",
        "\"a\nb\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "01",
        "-",
        "+1",
        ".5",
        "1.",
        "1e",
        "0x1",
        "NaN",
        "Infinity",
        "1e999",
        "9223372036854775808",
        "truth",
        "nul",
        "1 2",
        "[1]]",
        "\u00a01",
        "\ufeff1"
      })
  void refusesAllElse(String text) {
    JsonException e = assertThrows(JsonException.class, () -> JsonReader.read(text));
    assertTrue(e.getMessage().startsWith("JSON: "), e.getMessage());
  }

  @Test
  void refusesInvalidUnicodeDepthAndLength() {
    byte[] latin = "\"é\"".getBytes(StandardCharsets.ISO_8859_1);
    assertThrows(JsonException.class, () -> JsonReader.read(latin));
    assertThrows(JsonException.class, () -> JsonReader.read("[".repeat(100_000)));
    assertThrows(JsonException.class, () -> JsonReader.read("1".repeat(100_000)));
    String deep = "[".repeat(64) + "]".repeat(64);
    assertEquals(deep, JsonWriter.write(read(deep)));
  }

  private static Object read(String text) {
    try {
      return JsonReader.read(text);
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void writesNothingThatIsNotJson() {
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.write(Float.NaN));
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.write("\ud800"));
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.write(new Object()));
  }
}

package dev.stria.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void countsItsElements() {
    assertEquals(24, Shape.of(2, 3, 4).count());
  }
}

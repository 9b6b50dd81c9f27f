package dev.stria.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a program sees while its vector kernels are warmed up: the same bits, and helping threads that are its own. */
class FamilyTest {
  private final KernelProvider scalar = Kernels.provider("scalar");

  @ParameterizedTest
  @EnumSource(Family.class)
  void kernelsUpToAFamilyGiveTheBitsOfPlainJava(Family last) {
    assumeTrue(KernelAgreementTest.vectorsExist(), "needs --add-modules jdk.incubator.vector");
    KernelProvider kernels = Kernels.provider("vector").upTo(last);
    assertEquals("vector", kernels.name());
    assertTrue(SelfCheck.agree(scalar, kernels));
    ConvGeometry g = new ConvGeometry(3, 4, 12, 14, 9, 3, 3, 1, 1, 0, 0, 0, 0, 1, 1, 1);
    assertArrayEquals(fused(scalar, g), fused(kernels, g));
    float[] x = ramp(1000);
    float[] expected = new float[x.length];
    float[] actual = new float[x.length];
    scalar.elementwise().apply(Functions.EXP, x, expected);
    kernels.elementwise().apply(Functions.EXP, x, actual);
    assertArrayEquals(expected, actual);
  }

  @Test
  void laterFamiliesAreStillPlainJava() {
    assumeTrue(KernelAgreementTest.vectorsExist(), "needs --add-modules jdk.incubator.vector");
    KernelProvider vector = Kernels.provider("vector");
    for (Family last : Family.values()) {
      boolean plain = vector.upTo(last).pooling().getClass() == ScalarPooling.class;
      assertEquals(last != Family.LIGHT, plain, last.name());
    }
  }

  @Test
  void theWarmupLeavesTheHelpersToTheProgram() throws InterruptedException {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    WarmupThread warmup =
        new WarmupThread(() -> Parallel.run(64, block -> threads.add(Thread.currentThread())));
    assertTrue(warmup.isDaemon());
    warmup.start();
    warmup.join();
    assertEquals(Set.of(warmup), threads);
  }

  private static float[] fused(KernelProvider kernels, ConvGeometry g) {
    float[] x = ramp(g.inputShape().count());
    float[] w = ramp(g.weightShape().count());
    float[] y = new float[g.n() * g.k() * (g.outH() / 2) * (g.outW() / 2)];
    int[] argmax = new int[y.length];
    kernels.fusedConvolution().reluMax(g, x, w, null, y, argmax);
    float[] dx = new float[x.length];
    float[] dw = new float[w.length];
    FusedConvolution.Pooled pooled = new FusedConvolution.Pooled(x, w, y, argmax);
    FusedConvolution.Slopes to = new FusedConvolution.Slopes(dx, dw, new float[g.k()]);
    kernels.fusedConvolution().reluMaxBackward(g, pooled, y, to, float[]::new);
    float[] all = new float[y.length + dx.length + dw.length];
    System.arraycopy(y, 0, all, 0, y.length);
    System.arraycopy(dx, 0, all, y.length, dx.length);
    System.arraycopy(dw, 0, all, y.length + dx.length, dw.length);
    return all;
  }

  private static float[] ramp(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (i * 37 % 101 - 50) / 64f;
    }
    return values;
  }
}

package dev.stria.benchmarks;

import dev.stria.Stria;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** With which kernels and threads whole networks run; it must be set up before the library is first used. */
@State(Scope.Benchmark)
public class Configuration {
  /** Which kernels. */
  @Param({"vector", "scalar"})
  public String kernels;

  /** How many threads. */
  @Param({"2", "1"})
  public int threads;

  /** Whether large 3 × 3 convolutions go by Winograd's algorithm. */
  @Param("false")
  public boolean winograd;

  @Setup
  public void apply() {
    System.setProperty("stria.kernels", kernels);
    Stria.threads(threads);
    Stria.winograd(winograd);
  }
}

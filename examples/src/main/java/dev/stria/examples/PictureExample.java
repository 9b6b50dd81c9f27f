package dev.stria.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the examples share that show a picture to a network and write one. */
abstract class PictureExample implements Callable<Integer> {
  /** What a user may name as a picture. */
  static final String PICTURE =
      "a picture file, or cat, coffee, raccoon, rocket, scream of this project";

  @Mixin private NetworkOptions network;

  @Option(names = "--seed", description = "decides all that is random")
  long seed = 42;

  @Option(names = "--out", description = "the picture to write")
  private Path out;

  PictureExample(String out) {
    this.out = Path.of(out);
  }

  @Override
  public Integer call() throws IOException {
    ResultFile result = new ResultFile(out); // before the network, as loading takes a while
    return make(network.load(), result);
  }

  /** Makes the picture and writes it; returns the program's exit code. */
  abstract int make(Subject subject, ResultFile result) throws IOException;
}

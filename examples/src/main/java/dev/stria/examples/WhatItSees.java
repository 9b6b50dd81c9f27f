package dev.stria.examples;

import dev.stria.data.Dataset;
import dev.stria.visual.Preparation;
import dev.stria.visual.Report;
import dev.stria.visual.Visualizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes one page, readable off line, about what a network has learned to see. */
@Command(
    name = "WhatItSees",
    mixinStandardHelpOptions = true,
    version = "Stria 0.1.0",
    showDefaultValues = true,
    description = {
      "Writes one page, readable off line, about what a network has learned to see: its layers, what "
          + "they look for, what it says of pictures and why."
    })
public final class WhatItSees implements Callable<Integer> {
  /** Pictures of a data set that drawn ones are compared with. */
  private static final int REAL = 2_000;

  @Mixin private NetworkOptions network;

  @Option(
      names = "--pictures",
      split = ",",
      paramLabel = "WHAT",
      description =
          "mnist, fashion-mnist, cifar-10, a folder of pictures or of one folder a class, or picture"
              + " files (default: what fits the network's input)")
  private List<String> pictures;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "names of the classes, one a line in their order (default: the data set's)")
  private Path labels;

  @Option(
      names = "--layers",
      split = ",",
      description =
          "of a network of photographs: whose filters are drawn (default: some that suit)")
  private List<String> layers;

  @Option(names = "--filters", description = "of a network of photographs: how many of each layer")
  private int filters = 8;

  @Option(names = "--size", description = "of a network of photographs: side of what is drawn")
  private int size = 128;

  @Option(names = "--steps", description = "steps of gradient ascent, 0 for each recipe's own")
  private int steps;

  @Option(names = "--seed", description = "decides all that is random")
  private long seed = 42;

  @Option(names = "--out", description = "the page to write")
  private Path out = Path.of("what-it-sees.html");

  /**
   * Writes the page.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLines.run(new WhatItSees(), args);
  }

  @Override
  public Integer call() throws IOException {
    PageFile page = new PageFile(out);
    Subject subject = network.load();
    PictureSet set = PictureSet.load(subject, pictures);
    Preparation preparation =
        network.isPrepared() ? subject.preparation() : set.preparation(subject);
    Subject prepared =
        new Subject(subject.name(), subject.network(), preparation, subject.favourites());
    long start = System.nanoTime();
    try (Interruption interruption = new Interruption()) {
      AscentBar bar = new AscentBar(interruption::wished);
      String title = "What " + subject.name() + " sees";
      Report report =
          set.isSorted()
              ? sorted(prepared, set.pictures(), bar).report(title)
              : new PhotoReport(prepared, set.pictures(), ClassNames.read(labels), bar)
                  .draw(title, subject.layers(layers, PhotoReport.layers(prepared)), settings());
      page.save(report);
      System.out.printf(Locale.ROOT, "written in %.1f s%n", (System.nanoTime() - start) / 1e9);
      return interruption.exitCode();
    }
  }

  private PhotoReport.Settings settings() {
    return new PhotoReport.Settings(filters, size, steps, seed);
  }

  /** A data set with classes: everything that the library knows to look at. */
  private Visualizer sorted(Subject subject, Dataset pictures, AscentBar bar) {
    return Visualizer.of(subject.network())
        .prepared(subject.preparation())
        .real(pictures.first(REAL))
        .with(ascent -> ascent.seed(seed).progress(bar))
        .with(ascent -> steps > 0 ? ascent.steps(steps) : ascent);
  }
}

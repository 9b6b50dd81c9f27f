package dev.stria.examples;

import dev.stria.data.Batches;
import dev.stria.data.Dataset;
import dev.stria.data.Normalization;
import dev.stria.examples.speech.Recordings;
import dev.stria.examples.speech.SpectrogramChanges;
import dev.stria.examples.speech.SpeechNetwork;
import dev.stria.nn.ModelFile;
import dev.stria.nn.Sequential;
import dev.stria.optim.OneCycle;
import dev.stria.optim.Sgd;
import dev.stria.tensor.Tensor;
import dev.stria.train.Evaluation;
import dev.stria.train.Loss;
import dev.stria.train.ProgressBar;
import dev.stria.train.Trainer;
import dev.stria.visual.Objective;
import dev.stria.visual.Overlay;
import dev.stria.visual.Preparation;
import dev.stria.visual.Saliency;
import dev.stria.visual.Sheet;
import dev.stria.visual.Visualizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Recognises spoken digits by filters that slide over frequency, over time, or over both. */
@Command(
    name = "SpokenDigits",
    mixinStandardHelpOptions = true,
    version = "Stria 0.1.0",
    showDefaultValues = true,
    description = {
      "Learns to tell spoken digits apart by their log-mel spectrograms. The same vowel lies higher or lower "
          + "from voice to voice, so filters may slide over frequency; it comes earlier or later, so they may "
          + "slide over time."
    })
public final class SpokenDigits implements Callable<Integer> {
  @Option(
      names = "--data",
      description =
          "folder with recordings named 7_anna_12.wav, or with "
              + Recordings.ARCHIVE
              + " (default: speech in the cache)")
  private Path data;

  @Option(
      names = "--over",
      description = "what the filters slide over: ${COMPLETION-CANDIDATES} (default: each in turn)")
  private SpeechNetwork over;

  @Option(names = "--speakers", description = "also leave each speaker out of the training once")
  private boolean speakers;

  @Option(names = "--epochs", description = "how often the recordings are gone through")
  private int epochs = 20;

  @Option(names = "--batch", description = "recordings per training step")
  private int batch = 32;

  @Option(names = "--rate", description = "the highest learning rate")
  private double rate = 0.05;

  @Option(names = "--seed", description = "decides weights, order and changes")
  private long seed = 42;

  @Mixin private Threads threads;

  @Option(names = "--out", description = "folder for models and pictures")
  private Path out = Path.of("spoken-digits");

  /**
   * Runs the example.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLines.run(new SpokenDigits(), args);
  }

  @Override
  public Integer call() throws IOException {
    threads.apply();
    OutputFolder.prepare(out);
    Recordings recordings = Recordings.read(data);
    System.out.printf(
        Locale.ROOT,
        "%,d recordings of %d speakers%n",
        recordings.size(),
        recordings.speakers().size());
    try (Interruption interruption = new Interruption()) {
      for (SpeechNetwork network :
          over == null ? SpeechNetwork.values() : new SpeechNetwork[] {over}) {
        learn(network, recordings, interruption);
        if (interruption.wished()) {
          System.out.println("stopped");
          return interruption.exitCode();
        }
      }
    }
    System.out.println("models and pictures are in " + out.toAbsolutePath());
    return 0;
  }

  private void learn(SpeechNetwork network, Recordings recordings, Interruption interruption)
      throws IOException {
    System.out.println("\nfilters that slide over " + network.axes());
    Dataset.Split official = recordings.official();
    Sequential model = network.build(seed);
    System.out.println(model.summary());
    Normalization normalization = train(model, official.train(), interruption, true);
    if (interruption.wished()) {
      return;
    }
    Evaluation evaluation = evaluate(model, official.validation(), normalization);
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f %% of the %d digits of the official test are recognised%n",
        network,
        100 * evaluation.accuracy(),
        evaluation.examples());
    String name = network.name().toLowerCase(Locale.ROOT);
    ModelFile.save(model, out.resolve(name + ".safetensors"));
    draw(model, official.validation(), normalization, name);
    if (speakers) {
      leaveOut(network, recordings, interruption);
    }
  }

  /** Trains a network, and returns what was taken out of its spectrograms. */
  private Normalization train(
      Sequential model, Dataset train, Interruption interruption, boolean tell) throws IOException {
    Normalization normalization = Normalization.of(train);
    Batches batches =
        Batches.of(train)
            .size(Math.min(batch, train.size()))
            .shuffle(seed)
            .augment(new SpectrogramChanges(), seed)
            .normalize(normalization);
    Trainer trainer =
        Trainer.of(model, Sgd.of(model.parameters()).momentum(0.9).nesterov().weightDecay(5e-4))
            .schedule(
                OneCycle.upTo(rate, Math.max(2, (long) epochs * batches.perEpoch())).rateOnly())
            .epochs(epochs)
            .seed(seed)
            .stopWhen(interruption::wished);
    (tell ? trainer.listener(ProgressBar.to(System.out)) : trainer).fit(batches);
    return normalization;
  }

  private static Evaluation evaluate(Sequential model, Dataset test, Normalization normalization) {
    return Evaluation.of(
        model, Batches.of(test).size(100).normalize(normalization), Loss.crossEntropy());
  }

  private void leaveOut(SpeechNetwork network, Recordings recordings, Interruption interruption)
      throws IOException {
    double sum = 0;
    for (String speaker : recordings.speakers()) {
      Dataset.Split split = recordings.without(speaker);
      Sequential model = network.build(seed);
      Normalization normalization = train(model, split.train(), interruption, false);
      if (interruption.wished()) {
        return;
      }
      double accuracy = evaluate(model, split.validation(), normalization).accuracy();
      sum += accuracy;
      System.out.printf(Locale.ROOT, "%s without %s: %.2f %%%n", network, speaker, 100 * accuracy);
    }
    System.out.printf(
        Locale.ROOT,
        "%s, voices never heard: %.2f %% on average%n",
        network,
        100 * sum / recordings.speakers().size());
  }

  /** Draws one recording of each digit with what made the network say so, and the first layer's filters. */
  private void draw(Sequential model, Dataset test, Normalization normalization, String name)
      throws IOException {
    Sheet sheet =
        Sheet.of(4, 3).title("up: frequency; right: time; red: for the digit; blue: against it");
    Preparation preparation = Preparation.of(normalization);
    int[] labels = test.labels();
    for (int digit = 0; digit < 10; digit++) {
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] == digit) {
          Tensor picture = test.image(i);
          Tensor map =
              Saliency.of(model, Objective.logit(digit))
                  .prepared(preparation)
                  .gradientTimesInput(picture);
          sheet = sheet.add(picture, digit + ": spectrogram").add(Overlay.of(picture, map), "why");
          break;
        }
      }
    }
    sheet.draw().save(out.resolve(name + "-saliency.png"));
    Visualizer.of(model).kernels("conv1").draw().save(out.resolve(name + "-filters.png"));
  }
}

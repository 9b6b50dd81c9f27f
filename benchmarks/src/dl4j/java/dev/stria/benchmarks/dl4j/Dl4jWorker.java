package dev.stria.benchmarks.dl4j;

import dev.stria.benchmarks.Workload;
import dev.stria.benchmarks.Workload.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * Takes a step for every line it reads, and answers with its result: {@code W1 64 true} on the command line trains W1 on
 * batches of 64, {@code W1 32 false} predicts.
 */
public final class Dl4jWorker {
  private final MultiLayerNetwork network;
  private final INDArray images;
  private final INDArray labels;
  private final boolean training;

  private Dl4jWorker(Workload workload, int batch, boolean training) {
    this.training = training;
    long c = workload.image().size(0);
    long h = workload.image().size(1);
    images = Nd4j.createFromArray(workload.images(batch).data()).reshape(batch, c, h, h);
    labels = Nd4j.zeros(DataType.FLOAT, batch, Workload.CLASSES);
    int[] classes = workload.labels(batch);
    for (int i = 0; i < batch; i++) {
      labels.putScalar(i, classes[i], 1);
    }
    network = new MultiLayerNetwork(configuration(workload));
    network.init();
  }

  private static MultiLayerConfiguration configuration(Workload workload) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .weightInit(WeightInit.RELU)
            .updater(new Nesterovs(0.01, 0.9))
            .list();
    workload.parts().forEach(part -> layers.layer(layer(part)));
    int c = workload.image().size(0);
    int h = workload.image().size(1);
    return layers
        .layer(
            new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .nOut(Workload.CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(h, h, c))
        .build();
  }

  private static Layer layer(Workload.Part part) {
    if (part.kind() == Kind.POOL) {
      return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
          .kernelSize(2, 2)
          .stride(2, 2)
          .build();
    }
    if (part.kind() == Kind.CONV) {
      return new ConvolutionLayer.Builder(part.kernel(), part.kernel())
          .padding(part.padding(), part.padding())
          .nOut(part.units())
          .activation(Activation.RELU)
          .build();
    }
    return new DenseLayer.Builder().nOut(part.units()).activation(Activation.RELU).build();
  }

  private double step() {
    if (training) {
      network.fit(images, labels);
      return network.score();
    }
    return network.output(images).getFloat(0, 0);
  }

  /**
   * Takes steps until its input ends.
   *
   * @param args the workload, the batch size, and whether to train
   * @throws IOException if the line cannot be read
   */
  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err); // what the library has to say is no answer
    Dl4jWorker worker =
        new Dl4jWorker(
            Workload.valueOf(args[0]), Integer.parseInt(args[1]), Boolean.parseBoolean(args[2]));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (lines.readLine() != null) {
      answers.println(worker.step());
      answers.flush();
    }
    System.exit(0); // its threads do not end by themselves
  }
}

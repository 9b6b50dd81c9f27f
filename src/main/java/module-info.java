/**
 * Stria: convolutional networks in pure Java.
 *
 * <p>The Vector API is optional: without the module {@code jdk.incubator.vector} in the boot layer
 * the scalar kernels do the work and give the same bits.
 */
module dev.stria {
  requires org.slf4j;
  requires java.desktop;
  requires static jdk.incubator.vector;

  uses org.slf4j.spi.SLF4JServiceProvider;

  exports dev.stria;
  exports dev.stria.autograd;
  exports dev.stria.data;
  exports dev.stria.nn;
  exports dev.stria.nn.model;
  exports dev.stria.op;
  exports dev.stria.optim;
  exports dev.stria.tensor;
  exports dev.stria.train;
  exports dev.stria.visual;
}

package dev.stria.benchmarks.peers;

import dev.stria.benchmarks.Workload;
import dev.stria.benchmarks.Workload.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** A workload as an ONNX file, with random weights. */
final class OnnxModel {
  private static final int FLOAT = 1;

  private final SplittableRandom random = new SplittableRandom(6);
  private final Message graph = new Message();
  private String last = "x";
  private int nodes;

  private OnnxModel() {}

  /** Returns the file's bytes. */
  static byte[] of(Workload workload, int batch) {
    return new OnnxModel().build(workload, batch);
  }

  private byte[] build(Workload workload, int batch) {
    int c = workload.image().size(0);
    int h = workload.image().size(1);
    final Message input = value("x", batch, c, h, h);
    for (Workload.Part part : workload.parts()) {
      if (part.kind() == Kind.CONV) {
        int p = part.padding();
        Message pads = ints("pads", p, p, p, p);
        node("Conv", weights(part.units(), c, part.kernel(), part.kernel()), pads);
        node("Relu", new String[0]);
        c = part.units();
        h = h + 2 * p - part.kernel() + 1;
      } else if (part.kind() == Kind.POOL) {
        node("MaxPool", new String[0], ints("kernel_shape", 2, 2), ints("strides", 2, 2));
        h /= 2;
      } else {
        linear(part.units(), c * h * h, h > 1);
        node("Relu", new String[0]);
        c = part.units();
        h = 1;
      }
    }
    linear(Workload.CLASSES, c * h * h, false);
    graph.text(2, workload.name()).message(11, input);
    graph.message(12, value(last, batch, Workload.CLASSES));
    Message opset = new Message().text(1, "").number(2, 13);
    return new Message().number(1, 8).message(7, graph).message(8, opset).bytes();
  }

  private void linear(int units, int inputs, boolean flatten) {
    if (flatten) {
      node("Flatten", new String[0]);
    }
    Message transB = new Message().text(1, "transB").number(3, 1).number(20, 2);
    node("Gemm", weights(units, inputs), transB);
  }

  private void node(String op, String[] weights, Message... attributes) {
    String output = "t" + nodes++;
    Message node = new Message().text(1, last);
    for (String name : weights) {
      node.text(1, name);
    }
    node.text(2, output).text(4, op);
    for (Message attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
    last = output;
  }

  private String[] weights(int... shape) {
    String[] names = {"w" + nodes, "b" + nodes};
    graph.message(5, tensor(names[0], shape)).message(5, tensor(names[1], shape[0]));
    return names;
  }

  private Message tensor(String name, int... shape) {
    Message tensor = new Message();
    int count = 1;
    for (int size : shape) {
      tensor.number(1, size);
      count *= size;
    }
    ByteBuffer values = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    double deviation = Math.sqrt(2.0 * shape[0] / count);
    for (int i = 0; i < count; i++) {
      values.putFloat((float) (random.nextGaussian() * deviation));
    }
    return tensor.number(2, FLOAT).text(8, name).bytes(9, values.array());
  }

  private static Message ints(String name, int... values) {
    Message attribute = new Message().text(1, name);
    for (int value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, 7);
  }

  private static Message value(String name, int... shape) {
    Message dims = new Message();
    for (int size : shape) {
      dims.message(1, new Message().number(1, size));
    }
    Message type = new Message().number(1, FLOAT).message(2, dims);
    return new Message().text(1, name).message(2, new Message().message(1, type));
  }

  /** A protocol buffer's message being written. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint(field << 3);
      varint(value);
      return this;
    }

    Message bytes(int field, byte[] value) {
      varint(field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.bytes());
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while (rest >>> 7 != 0) {
        out.write((int) (rest & 0x7f | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}

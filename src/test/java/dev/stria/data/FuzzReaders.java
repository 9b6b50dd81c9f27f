package dev.stria.data;

import dev.stria.nn.ModelFile;
import dev.stria.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The readers that are fed random input, with how their corpus is found and repaired. */
enum FuzzReaders {
  SAFETENSORS(".safetensors") {
    @Override
    void read(Path file) throws IOException {
      Safetensors.read(file);
    }

    @Override
    byte[] repaired(byte[] input) {
      return FuzzRepair.headerLength(input);
    }
  },
  NPY(".npy") {
    @Override
    void read(Path file) throws IOException {
      Npy.read(file);
    }
  },
  NPZ(".npz") {
    @Override
    void read(Path file) throws IOException {
      Npz.read(file);
    }
  },
  IDX(".idx") {
    @Override
    void read(Path file) throws IOException {
      IdxArray.read(file);
    }
  },
  IDX_GZ(".idx.gz") {
    @Override
    void read(Path file) throws IOException {
      IdxArray.read(file);
    }
  },
  PNG(".png") {
    @Override
    void read(Path file) throws IOException {
      ImageFile.read(file);
    }

    @Override
    byte[] repaired(byte[] input) {
      return FuzzRepair.png(input);
    }
  },
  JPEG(".jpg") {
    @Override
    void read(Path file) throws IOException {
      ImageFile.read(file);
    }
  },
  GIF(".gif") {
    @Override
    void read(Path file) throws IOException {
      ImageFile.read(file);
    }
  },
  BMP(".bmp") {
    @Override
    void read(Path file) throws IOException {
      ImageFile.read(file);
    }
  },
  CIFAR(".bin") {
    @Override
    void read(Path file) throws IOException {
      Cifar10.read(List.of(file));
    }
  },
  CSV(".csv") {
    @Override
    void read(Path file) throws IOException {
      PixelCsv.read(file, Shape.of(1, 2, 2), List.of("a", "b"));
    }
  },
  MODEL(".model.safetensors") {
    @Override
    void read(Path file) throws IOException {
      ModelFile.load(file);
    }

    @Override
    byte[] repaired(byte[] input) {
      return FuzzRepair.headerLength(input);
    }
  },
  CHECKPOINT(".checkpoint.safetensors") {
    @Override
    void read(Path file) throws IOException {
      ResumingRun.from(file);
    }

    @Override
    byte[] repaired(byte[] input) {
      return FuzzRepair.headerLength(input);
    }
  },
  TAR(".tar") {
    @Override
    void read(Path file) throws IOException {
      try (TarReader tar = TarReader.open(file)) {
        while (tar.next()) {
          tar.bytes();
        }
      }
    }

    @Override
    byte[] repaired(byte[] input) {
      return Tars.signed(input);
    }
  };

  private final String suffix;

  FuzzReaders(String suffix) {
    this.suffix = suffix;
  }

  String suffix() {
    return suffix;
  }

  abstract void read(Path file) throws IOException;

  /** Returns the input with what a reader checks first put right, so that chance gets behind it. */
  byte[] repaired(byte[] input) {
    return input;
  }

  static FuzzReaders of(String name) {
    return Arrays.stream(values())
        .filter(reader -> reader.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no reader " + name));
  }
}
